import type { InstanceId } from "#stage/company/instance-id.ts";

/** An operation between an instance and its servers or clients. */
export type Operation =
  | "load"
  | "commit"
  /** A commit of several messages. */
  | "batch"
  /** A commit that sends a message to the service itself. */
  | "step"
  /** A commit that reserves a courier for a waiting order, before the order is updated. */
  | "keep"
  | "settle"
  | "claim"
  /** Between claiming a timer and handling it. */
  | "timer"
  /** The same, for the timer that ends the wait for a courier. */
  | "give-up"
  | "postpone"
  | "publish"
  | "acknowledge"
  | "call"
  | "command"
  | "webhook"
  /** The provider's result for a charge that awaits confirmation. */
  | "charge-result";

/** What a fault does to the operation that it hits. */
export type Effect =
  /** The process dies before sending the request. */
  | "dies-before"
  /** The operation takes effect, and the process dies before the answer arrives. */
  | "dies-after"
  /** The process gets the answer, and dies at its next operation. */
  | "dies-answered"
  | "request-lost"
  | "answer-lost"
  /** The answer is delayed for the duration of the fault. */
  | "slow"
  /** The operation takes effect, and the process pauses before the answer arrives. */
  | "stands-still"
  /** Another instance committed first. */
  | "conflict"
  | "twice"
  /** A copy arrives at some time during the fault. */
  | "again-later"
  /** One of the queues gets the message late, after messages that were published later. */
  | "late-for-one"
  | "on-another-connection"
  /** The provider declines, and still charges the card later. */
  | "changed-mind";

/** What happens to a process or a server for the duration of the fault. */
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

/** What the customer of the order, or a courier who could deliver it, does at the worst moment. */
export type Meanwhile = "cancels" | "pays" | "comes-to-work";

export interface FaultKind {
  readonly kind: string;
  readonly about: string;
  readonly target: { readonly operation: Operation; readonly effect: Effect } | { readonly event: Event };
  /** The longest duration, in milliseconds. */
  readonly longestMs: number;
  /** The shortest duration, in milliseconds. @default 0 */
  readonly shortestMs?: number;
  /** The latest start, in milliseconds. An operation fault may wait longer for its operation. @default `lastFaultMs` */
  readonly latestMs?: number;
  /** How often it is drawn, relative to the others. @default 1 */
  readonly weight?: number;
  /** How many operations it hits, one after another. @default 1 */
  readonly times?: number;
  /** What the customer or courier concerned does at exactly that moment. */
  readonly meanwhile?: Meanwhile;
}

/** One fault of one history. */
export interface PlannedFault {
  readonly id: string;
  readonly kind: string;
  /** The start, in milliseconds after the start of the history; an operation fault hits the next matching operation. */
  readonly at: number;
  readonly forMs: number;
  readonly who: InstanceId;
}

/** No fault starts after this time (in milliseconds); faults under way may continue. */
export const lastFaultMs = 90_000;
