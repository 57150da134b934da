import { end, outsideCall } from "#messaging/reaction.ts";
import type { CallContext } from "#messaging/service.ts";
import type { DeclineReason, Money } from "./payment.ts";

/** The port to the payment provider. It deduplicates by `context.key`. */
export interface PaymentProvider {
  charge(request: ChargeRequest, context: CallContext): Promise<ChargeSettled>;
  confirm(request: ConfirmRequest, context: CallContext): Promise<ChargeSettled>;
  refund(request: RefundRequest, context: CallContext): Promise<RefundSettled>;
}

export interface ChargeRequest {
  readonly orderId: string;
  readonly amount: Money;
  /** The token that stands for the customer's card. */
  readonly card: string;
}

export interface ConfirmRequest {
  readonly orderId: string;
  readonly chargeId: string;
}

export interface RefundRequest {
  readonly orderId: string;
  readonly chargeId: string;
  readonly amount: Money;
}

/** The status of a charge, from the provider's response or its webhook. */
export type ChargeSettled = { readonly orderId: string; readonly chargeId: string } & (
  | { readonly status: "succeeded" | "requires-confirmation" }
  | { readonly status: "declined"; readonly reason: DeclineReason }
);

export interface RefundSettled {
  readonly orderId: string;
  readonly chargeId: string;
  readonly refundId: string;
}

/** A response and a webhook with the same result have the same id, so the result is handled once. */
export const chargeSettled = end<ChargeSettled>("payments.charge-settled", {
  subject: ({ orderId }) => orderId,
  identity: ({ chargeId, status }) => `${chargeId}/${status}`,
});

export const refundSettled = end<RefundSettled>("payments.refund-settled", {
  subject: ({ orderId }) => orderId,
  identity: ({ refundId }) => refundId,
});

export const charge = outsideCall<ChargeRequest, ChargeSettled>("payments.charge", chargeSettled);
export const confirm = outsideCall<ConfirmRequest, ChargeSettled>("payments.confirm", chargeSettled);
export const refund = outsideCall<RefundRequest, RefundSettled>("payments.refund", refundSettled);
