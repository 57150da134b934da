import type { InstanceId } from "#stage/company/company.ts";

/** What crosses the wire between an instance and the world. */
export type Operation =
  | "load"
  | "commit"
  /** A commit of several messages. */
  | "batch"
  /** A commit that sends the service a message to itself. */
  | "step"
  /** A commit that keeps a courier for an order that waits, which does not know yet. */
  | "keep"
  | "settle"
  | "claim"
  /** Between the claim of a timer and its firing. */
  | "timer"
  /** The same, for a timer that ends the wait for a courier. */
  | "give-up"
  | "postpone"
  | "publish"
  | "acknowledge"
  | "call"
  | "command"
  | "webhook"
  /** What the provider says about a charge that waits to be confirmed. */
  | "verdict";

/** What happens to the one operation that a fault strikes. */
export type Effect =
  /** The process dies, and nothing was asked. */
  | "dies-before"
  /** It was done, and the process dies before it hears so. */
  | "dies-after"
  /** The process hears the answer, and dies when it wants to do the next thing. */
  | "dies-answered"
  | "request-lost"
  | "answer-lost"
  /** The answer takes so long as the fault lasts. */
  | "slow"
  /** It is done, and the process stands still before it hears so. */
  | "stands-still"
  /** Somebody else was faster. */
  | "conflict"
  | "twice"
  /** A copy comes again when the fault is over. */
  | "again-later"
  /** One of the queues gets it when the fault is over, after all that was said since. */
  | "late-for-one"
  | "on-another-connection"
  /** The provider says no, and charges the card all the same, later. */
  | "changed-mind";

/** What happens to the world, for as long as the fault lasts. */
export type Event =
  | "killed"
  | "deployed"
  | "paused"
  | "paused-and-cut-off"
  | "connection-lost"
  | "clock-ahead"
  | "clock-behind"
  | "broker-down"
  | "store-down"
  | "poison"
  | "orphan";

/** What somebody does in the worst of moments: the customer of an order, or a courier who could bring it. */
export type Meanwhile = "cancels" | "pays" | "comes-to-work";

export interface FaultKind {
  readonly kind: string;
  readonly about: string;
  readonly target: { readonly operation: Operation; readonly effect: Effect } | { readonly event: Event };
  /** The longest that it lasts, in milliseconds. */
  readonly longestMs: number;
  /** The shortest. Default 0. */
  readonly shortestMs?: number;
  /** Until when it may begin, in milliseconds. Default: `lastFaultMs`. What has begun waits for what it strikes. */
  readonly latestMs?: number;
  /** How often it is drawn, compared to the others. Default 1. */
  readonly weight?: number;
  /** How many operations it strikes, one after the other. Default 1. */
  readonly times?: number;
  /** What somebody whom it concerns does at this very moment, of all moments. */
  readonly meanwhile?: Meanwhile;
}

/** One fault of one history. */
export interface Fault {
  readonly id: string;
  readonly kind: string;
  /** From when, in milliseconds after the beginning of the history; an operation is struck when it is the next of its kind. */
  readonly at: number;
  readonly forMs: number;
  readonly who: InstanceId;
}

/** After that, in milliseconds, nothing fails any more that does not last from before. */
export const lastFaultMs = 90_000;
