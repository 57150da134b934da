import { type RefundRequest, refund } from "./provider.ts";

/**
 * One refund per order, however often and for whatever reason it is requested: the key contains only the
 * order id.
 */
export const refundOf = (request: RefundRequest) => refund.with(`refund:${request.orderId}`, request);
