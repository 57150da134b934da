import type { Publication } from "../broker.ts";

/** A change of what a queue holds, for observers. A message has one position in its queue for as long as it is there. */
export type QueueChange = { readonly queue: string } /** Stored at the end of the queue. */ & (
  | ({ readonly kind: "enqueued"; readonly position: number } & Enqueued)
  /** Handed to a consumer, and not acknowledged yet. */
  | { readonly kind: "delivered"; readonly position: number }
  | { readonly kind: "acknowledged"; readonly positions: readonly number[] }
  /** Back in line at their old positions, because the consumer is gone. */
  | { readonly kind: "returned"; readonly positions: readonly number[] }
  /** Left the queue for the next one, or for nowhere. */
  | { readonly kind: "left"; readonly position: number; readonly why: Leaving }
  /** Expired, but no queue takes it: it waits outside the line for another attempt. */
  | { readonly kind: "stuck"; readonly position: number }
);

/** What an observer sees of a message in a queue. */
export interface Enqueued extends Pick<Publication, "messageId" | "exchange" | "routingKey"> {
  /** Its number of delivery attempts so far, as the retry tiers count them; 1 for a message that has not failed. */
  readonly attempt: number;
}

/** Why a message left a queue without being acknowledged. */
export type Leaving = "expired" | "delivery-limit" | "full" | "removed";
