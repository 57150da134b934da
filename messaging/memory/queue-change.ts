import type { Publication } from "../broker.ts";

/** A change of a queue's contents, for observers. A message keeps its position while it is in the queue. */
export type QueueChange = { readonly queue: string } & (
  | ({ readonly kind: "enqueued"; readonly position: number } & Enqueued)
  /** Delivered to a consumer, which has not acknowledged it yet. */
  | { readonly kind: "delivered"; readonly position: number }
  | { readonly kind: "acknowledged"; readonly positions: readonly number[] }
  /** Requeued at their old positions, because the consumer is gone. */
  | { readonly kind: "returned"; readonly positions: readonly number[] }
  /** Dead-lettered, dropped or removed. */
  | { readonly kind: "left"; readonly position: number; readonly why: Leaving }
  /** A dead letter that could not be routed: the queue keeps it and retries. */
  | { readonly kind: "stuck"; readonly position: number }
);

/** What an observer sees of a message in a queue. */
export interface Enqueued extends Pick<Publication, "messageId" | "exchange" | "routingKey"> {
  /** The number of this attempt, as the retry tiers count; 1 if the message has not failed. */
  readonly attempt: number;
}

/** Why a message left a queue without an acknowledgement. */
export type Leaving = "expired" | "delivery-limit" | "full" | "removed";
