import type { Order } from "#orders/order.ts";
import { idFor } from "#outside/payment-provider/events.ts";
import type { Payment } from "#payments/payment.ts";
import type { Restaurant } from "#restaurants/restaurant.ts";
import type { CompanyState, OrderState } from "./state.ts";

/** An order, as the orders service knows it. */
export const orderOf = (state: CompanyState, orderId: string): Order | undefined =>
  state.services.orders.documents.get(`orders/${orderId}`)?.document as Order | undefined;

/** The payment of an order, as the payments service knows it. */
export const paymentOf = (state: CompanyState, orderId: string): Payment | undefined =>
  state.services.payments.documents.get(`payments/${orderId}`)?.document as Payment | undefined;

/**
 * Whether a customer can still confirm a payment at the bank that is over for the company. Without idempotency keys the bank has the
 * charge under another id.
 */
export function canPayTooLate(state: CompanyState, orderId: string): boolean {
  const status = paymentOf(state, orderId)?.status;
  const isOver = status === "expired" || status === "cancelled";
  return (
    isOver && state.provider.charges.get(idFor("ch", `charge:${orderId}`))?.status === "requires-confirmation"
  );
}

/**
 * How far an order is, also before and without a document: `not accepted`, or what it is otherwise.
 *
 * @param otherwise what an order is that no service knows: at the end it is `lost`
 */
export const progressOf = (
  state: CompanyState,
  { notAccepted, orderId }: OrderState,
  otherwise = "on its way in",
): string => orderOf(state, orderId)?.status ?? (notAccepted ? "not accepted" : otherwise);

/** A restaurant, as the restaurants service knows it. */
export const restaurantOf = (state: CompanyState, restaurantId: string): Restaurant | undefined =>
  state.services.restaurants.documents.get(`restaurants/${restaurantId}`)?.document as Restaurant | undefined;

/**
 * What a customer ordered, also of an order that was not accepted: then dishes and total are those of the menu. Undefined if it is not
 * known; a dish that is not on the menu is called as the customer called it, and has no price.
 */
export function basketOf(
  state: CompanyState,
  { asked, orderId }: OrderState,
): { readonly dishes: string; readonly total: number | undefined } | undefined {
  const order = orderOf(state, orderId);
  if (order) return { dishes: listed(order.items), total: order.total.amount };
  if (!asked) return undefined;
  const menu = restaurantOf(state, asked.restaurantId)?.dishes ?? [];
  const lines = asked.items.map(({ dishId, quantity }) => {
    const dish = menu.find((one) => one.dishId === dishId);
    return { name: dish?.name ?? dishId, quantity, price: dish && dish.price * quantity };
  });
  const total = lines.reduce<number | undefined>(
    (sum, { price }) => (sum === undefined || price === undefined ? undefined : sum + price),
    0,
  );
  return { dishes: listed(lines), total };
}

const listed = (items: readonly { readonly name: string; readonly quantity: number }[]): string =>
  items.map(({ name, quantity }) => `${quantity} × ${name}`).join(", ");
