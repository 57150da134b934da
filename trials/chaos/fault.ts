import type { Chance } from "#trials/simulation/chance.ts";
import type { Arena } from "./company-under-test.ts";
import type { Instance } from "./network.ts";

/** Something that goes wrong, and that the company must survive. */
export interface Fault {
  readonly name: string;
  /** One line for `--list`. */
  readonly about: string;
  /** Faults that meet the same do not strike at the same moment. */
  readonly meets: "services" | "network" | "broker" | "database";
  /** How many strikes a round has, so that a round takes a minute or two. */
  readonly perRound: number;
  /** How many strikes a long run has; one strike may meet several. */
  readonly wanted: number;
  /** Why it cannot be done here; undefined when it can. */
  readonly whyNot?: (arena: Pick<Arena, "volumes">) => string | undefined;
  /** Whether the instances must be started with clocks that can be set. */
  readonly needsClocks?: true;
  /** Does it, undoes it, and says what was done. */
  readonly strike: (arena: Arena, draw: Chance) => Promise<Struck>;
}

/** What was done. */
export interface Struck {
  /** How often: kills, closed connections. 0 when there was nothing to meet. */
  readonly times: number;
  /** When it was over, in milliseconds since 1970. */
  readonly endedAt: number;
  readonly what: string;
}

/** One strike, over just now. */
export const once = (what: string): Struck => ({ times: 1, endedAt: Date.now(), what });

export const seconds = (number: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, number * 1_000));

/** Some of the instances, each at most once. */
export function someOf(arena: Pick<Arena, "instances">, draw: Chance, most: number): readonly Instance[] {
  const left = [...arena.instances];
  return Array.from({ length: draw.whole(1, most) }, () =>
    left.splice(draw.whole(0, left.length - 1), 1),
  ).flat();
}
