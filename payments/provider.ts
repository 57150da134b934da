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

/** How a charge stands, as the provider answers or as its webhook says. */
export type ChargeSettled = { readonly orderId: string; readonly chargeId: string } & (
  | { readonly status: "succeeded" | "requires-confirmation" }
  | { readonly status: "declined"; readonly reason: DeclineReason }
);

export interface RefundSettled {
  readonly orderId: string;
  readonly chargeId: string;
  readonly refundId: string;
}

/** An answer and a webhook that say the same are one fact, handled once. */
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

/** One refund an order, however often and for whichever reason it is asked for: the key is the order's. */
export const refundOf = (request: RefundRequest) => refund.with(`refund:${request.orderId}`, request);
