import type { Instant } from "#messaging/instant.ts";
import type { Money } from "./money.ts";

/** Why a card was refused. */
export type DeclineReason = "card-declined" | "insufficient-funds" | "invalid-card";

/** What became of a charge; only `requires-confirmation` can still change, and only to `succeeded`. */
export type Verdict =
  | { readonly status: "succeeded" }
  | { readonly status: "declined"; readonly reason: DeclineReason }
  | { readonly status: "requires-confirmation" };

/** Take money from a card. Asked again with the same key, it is the same charge. */
export interface ChargeRequest {
  readonly key: string;
  readonly orderId: string;
  readonly amount: Money;
  /** A card token, see `cards.ts`. */
  readonly card: string;
}

/** A charge as the provider keeps it. */
export type Charge = ChargeRequest & { readonly id: string; readonly createdAt: Instant } & Verdict;

/** Give money back, all of it or a part. Asked again with the same key, it is the same refund. */
export interface RefundRequest {
  readonly key: string;
  readonly chargeId: string;
  readonly amount: Money;
}

/** A refund as the provider keeps it; a refund that is not refused has succeeded. */
export interface Refund extends RefundRequest {
  readonly id: string;
  readonly orderId: string;
  readonly status: "succeeded";
  readonly createdAt: Instant;
}
