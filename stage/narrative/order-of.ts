import type { Order } from "#orders/order.ts";
import type { CompanyState } from "./state.ts";

/** An order, as the orders service knows it. */
export const orderOf = (state: CompanyState, orderId: string): Order | undefined =>
  state.services.orders.documents.get(`orders/${orderId}`)?.document as Order | undefined;
