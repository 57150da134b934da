import type { Chance } from "#trials/simulation/chance.ts";
import type { CompanyUnderTest } from "./company-under-test.ts";
import type { Instance } from "./network/network.ts";

/** A fault that the company must survive. */
export interface ChaosFault {
  readonly name: string;
  /** One line for `--list`. */
  readonly about: string;
  /** Faults with the same target are not injected at the same time. */
  readonly target: "services" | "network" | "broker" | "database";
  /** Strikes per round; a round takes a minute or two. */
  readonly perRound: number;
  /** Strikes in a long run; one strike may hit several targets. */
  readonly strikesInLongRun: number;
  /** Why the fault cannot be injected here; undefined if it can. */
  readonly skipReason?: (underTest: Pick<CompanyUnderTest, "volumes">) => string | undefined;
  /** Whether the instances need adjustable clocks. */
  readonly needsClocks?: true;
  /** Injects the fault, repairs it, and returns what was done. */
  readonly strike: (underTest: CompanyUnderTest, draw: Chance) => Promise<Strike>;
}

/** The result of one injection. */
export interface Strike {
  /** The number of kills, closed connections and so on; 0 if there was no target. */
  readonly times: number;
  /** When the fault ended, in milliseconds since 1970. */
  readonly endedAt: number;
  readonly what: string;
}

/** A single strike that ends now. */
export const once = (what: string): Strike => ({ times: 1, endedAt: Date.now(), what });

export const seconds = (number: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, number * 1_000));

/** A random choice of instances, without repetition. */
export function someOf(
  underTest: Pick<CompanyUnderTest, "instances">,
  draw: Chance,
  most: number,
): readonly Instance[] {
  const left = [...underTest.instances];
  return Array.from({ length: draw.whole(1, most) }, () =>
    left.splice(draw.whole(0, left.length - 1), 1),
  ).flat();
}
