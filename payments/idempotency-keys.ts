import { type RefundRequest, refund } from "./provider.ts";

/**
 * One refund per order, however often and for whatever reason it is requested: the key contains only the
 * order id. The key of the charge is in `on-order-placed.ts`; retries with the same key are the chassis' part
 * (`messaging/outbox/outbox-caller.ts`).
 */
export const refundOf = (request: RefundRequest) => refund.with(`refund:${request.orderId}`, request);
