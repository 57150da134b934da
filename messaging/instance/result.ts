import type { ParkReason } from "../errors.ts";
import type { Message } from "../message.ts";
import type { Answer, ProcessedMessage } from "../store.ts";
import type { Did } from "./hops.ts";

/** A message to react to. */
export interface Arrival {
  readonly message: Message;
  /** The outbox entry or timer that the message came from; its commit settles it. */
  readonly entry?: string | undefined;
  /** A digest of the command, if it is one. */
  readonly digest?: string | undefined;
}

/** The result of one message of a batch. */
export type Result =
  | { readonly kind: "handled"; readonly answer: Answer | undefined; readonly did: Did }
  | { readonly kind: "ignored"; readonly why: string }
  | { readonly kind: "refused"; readonly answer: Answer | undefined; readonly why: string }
  | { readonly kind: "duplicate"; readonly earlier: ProcessedMessage }
  | Failure;

/** A message without effect; `settlement/retry-or-park.ts` decides which. */
export type Failure =
  /** To be retried. */
  | { readonly kind: "failed"; readonly error: Error }
  /** Never to be retried. */
  | { readonly kind: "unprocessable"; readonly reason: ParkReason; readonly error: Error };
