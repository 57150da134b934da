import type { Order } from "#orders/order.ts";
import type { Payment } from "#payments/payment.ts";
import type { CompanyState, OrderState } from "./state.ts";

/** An order, as the orders service knows it. */
export const orderOf = (state: CompanyState, orderId: string): Order | undefined =>
  state.services.orders.documents.get(`orders/${orderId}`)?.document as Order | undefined;

/** The payment of an order, as the payments service knows it. */
export const paymentOf = (state: CompanyState, orderId: string): Payment | undefined =>
  state.services.payments.documents.get(`payments/${orderId}`)?.document as Payment | undefined;

/** How far an order is, also before and without a document: `on its way in`, `not accepted`. */
export const progressOf = (state: CompanyState, { notAccepted, orderId }: OrderState): string =>
  orderOf(state, orderId)?.status ?? (notAccepted ? "not accepted" : "on its way in");
