import type { Instant } from "./clock.ts";
import type { Money } from "./money.ts";

/** Why a charge was declined. */
export type DeclineReason = "card-declined" | "insufficient-funds" | "invalid-card";

/** The status of a charge. Only `requires-confirmation` can still change, and only to `succeeded`. */
export type ChargeOutcome =
  | { readonly status: "succeeded" }
  | { readonly status: "declined"; readonly reason: DeclineReason }
  | { readonly status: "requires-confirmation" };

/** A request to charge a card. The same key gives the same charge. */
export interface ChargeRequest {
  readonly key: string;
  readonly orderId: string;
  readonly amount: Money;
  /** A card token, see `cards.ts`. */
  readonly card: string;
}

/** A charge as the provider stores it. */
export type Charge = ChargeRequest & { readonly id: string; readonly createdAt: Instant } & ChargeOutcome;

/** A request for a full or partial refund. The same key gives the same refund. */
export interface RefundRequest {
  readonly key: string;
  readonly chargeId: string;
  readonly amount: Money;
}

/** A refund as the provider stores it. A refund that is not refused has succeeded. */
export interface Refund extends RefundRequest {
  readonly id: string;
  readonly orderId: string;
  readonly status: "succeeded";
  readonly createdAt: Instant;
}
