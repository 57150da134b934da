import { idOf } from "#messaging/message.ts";
import { command, event, reaction, refuse } from "#messaging/reaction.ts";
import { type Menu, menus } from "./menu.ts";
import { orders, type Placed, placed } from "./order.ts";

/** The maximum total, in minor units: far above any dinner, far below an integer overflow. */
export const maxTotal = 1_000_000_00;

/** What a customer orders. The prices come from our copy of the menu, not from the customer. */
export interface PlaceOrder {
  readonly orderId: string;
  readonly customer: Placed["customer"];
  readonly restaurantId: string;
  readonly items: readonly { readonly dishId: string; readonly quantity: number }[];
  /** The payment provider's token. It is passed on, not stored with the order. */
  readonly card: string;
  readonly address: string;
  readonly note?: string;
}

export const placeOrder = command<PlaceOrder>("orders.place-order");

/**
 * The id of the order that a command places. It is derived from the message id, so the same command gives the
 * same order.
 */
export const orderIdOf = (messageId: string): string => idOf(`order/${messageId}`);

/** A customer orders: price the order from our copy of the menu, save it, and publish order-placed. */
export const onPlaceOrder = reaction(placeOrder, {
  reads: ({ orderId, restaurantId }) => ({ order: orders(orderId), menu: menus(restaurantId) }),
  react({ order, menu }, { data: request }, { now }) {
    const { orderId, customer, restaurantId, card, address } = request;
    if (order)
      return refuse(
        "already-placed",
        `this Idempotency-Key has already placed order ${orderId}: use a new key`,
      );
    if (!menu) return refuse("unknown-restaurant", `there is no restaurant ${restaurantId}`, "/restaurantId");
    const wrong = wrongLine(request, menu);
    if (wrong) return wrong;
    const items = priced(request, menu);
    const total = { amount: sumOf(items), currency: menu.currency };
    if (total.amount === 0)
      return refuse("nothing-to-pay", "the total is 0: nothing can be charged", "/items");
    if (total.amount > maxTotal) {
      return refuse("total-too-large", `the total is ${total.amount}: the maximum is ${maxTotal}`, "/items");
    }
    const note = request.note === undefined ? {} : { note: request.note };
    const accepted = { orderId, restaurantId, items, total, address, ...note };
    const saved = placed({
      ...accepted,
      customerId: customer.customerId,
      restaurantName: menu.name,
      placedAt: now,
    });
    return {
      save: { order: saved },
      publish: [event("orders.order-placed.v1", orderId, { ...accepted, customer, zone: menu.zone, card })],
      reply: { orderId, status: saved.status, total },
    };
  },
});

/**
 * A refusal if a dish is not on the menu, or is on two lines. Availability is for the restaurant to decide.
 */
function wrongLine({ items, restaurantId }: PlaceOrder, menu: Menu) {
  const ids = items.map(({ dishId }) => dishId);
  const known = new Set(menu.dishes.map(({ dishId }) => dishId));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown >= 0) {
    return refuse("unknown-dish", `${restaurantId} has no ${ids[unknown]}`, `/items/${unknown}/dishId`);
  }
  const second = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (second >= 0) {
    return refuse(
      "duplicate-dish",
      `${ids[second]} is on two lines: combine them`,
      `/items/${second}/dishId`,
    );
  }
  return undefined;
}

function priced({ items }: PlaceOrder, menu: Menu): Placed["items"] {
  const dishes = new Map(menu.dishes.map((dish) => [dish.dishId, dish]));
  return items.flatMap(({ dishId, quantity }) => {
    const dish = dishes.get(dishId);
    return dish ? [{ dishId, name: dish.name, quantity, unitPrice: dish.price }] : [];
  });
}

const sumOf = (items: Placed["items"]): number =>
  items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
