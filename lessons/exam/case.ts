import type { Ports } from "#messaging/running/run-service.ts";
import type { Service } from "#messaging/service.ts";
import type { Because } from "../lesson.ts";
import type { SuspectName } from "./suspects.ts";

/** What the learner can look at. */
export const lookNames = [
  "order",
  "documents",
  "processed",
  "outbox",
  "timers",
  "queues",
  "parked",
  "ledger",
] as const;
export type LookName = (typeof lookNames)[number];

/** A look that helps to solve a case. */
export interface Step {
  readonly look: LookName;
  /** What is looked at. @default the order of the first complaint */
  readonly of?: "restaurants";
  readonly shows: string;
  /** How that reads on every evening, whatever the seed. */
  readonly seen: RegExp;
}

/** An evening with one hidden mutation. */
export interface Case {
  /** From 1 to 12. */
  readonly number: number;
  /** Which suspect it was. */
  readonly guilty: SuspectName;
  /** The hidden mutation, as a decorator of the ports. */
  readonly decorate?: (ports: Ports) => Ports;
  /** The hidden mutation, as a service with other reactions. */
  readonly replace?: (service: Service) => Service;
  /** What the evening has besides the usual, with and without the mutation. */
  readonly circumstances?: {
    /** How many instances of every service. @default 1 */
    readonly instances?: number;
    readonly decorate?: (ports: Ports) => Ports;
    /** Fifty payments that succeed at the moment when they expire. */
    readonly photoFinish?: true;
  };
  /** The looks that tell this case from all others. */
  readonly path: readonly Step[];
  /** From vague to plain. */
  readonly hints: readonly string[];
  /** What happened, once it is found. */
  readonly epilogue: string;
  /** The line that prevents it in the code as it is shipped. */
  readonly shipped: Because;
  /** The lesson about it. */
  readonly lesson: string;
}
