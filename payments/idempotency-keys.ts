import {
  type ChargeRequest,
  type ConfirmRequest,
  charge,
  confirm,
  type RefundRequest,
  refund,
} from "./provider.ts";

// The provider acts once per key. A key contains only the order's id, so an order is charged, confirmed and refunded
// once, however often and for whatever reason it is requested. It is committed with the call, and every retry repeats
// it (`messaging/outbox/outbox-caller.ts`).

export const chargeOf = (request: ChargeRequest) => charge.with(`charge:${request.orderId}`, request);
export const confirmOf = (request: ConfirmRequest) => confirm.with(`confirm:${request.orderId}`, request);
export const refundOf = (request: RefundRequest) => refund.with(`refund:${request.orderId}`, request);
