import { after, type Instant } from "#messaging/instant.ts";
import { event, ignore, type Outcome, reaction, timer } from "#messaging/reaction.ts";
import type { Key } from "#messaging/store.ts";
import type { NewTimer } from "#messaging/timer.ts";
import { startCooking } from "./kitchen.ts";
import { cookingDone } from "./on-cooking-done.ts";
import { type Rejection, rejectionOf } from "./rejection.ts";
import { restaurants } from "./restaurant.ts";
import type { RestaurantsSettings } from "./settings.ts";
import { type Checking, cooking, rejected, type Ticket, tickets } from "./ticket.ts";

interface OrderOfRestaurant {
  readonly orderId: string;
  readonly restaurantId: string;
}

export const checkOrder = timer<OrderOfRestaurant>("restaurants.check-order");

/**
 * The second step of the join. A reaction reads only documents that its message names, and a payment names no
 * restaurant. So the second of the two facts sends this message, which names both documents, to this service,
 * due at once.
 */
export const askKitchen = ({ orderId, restaurantId }: OrderOfRestaurant, now: Instant): NewTimer =>
  checkOrder.at(now, orderId, { orderId, restaurantId });

/** The order is placed and paid: can the kitchen cook it now? */
export const onCheckOrder = ({ cookingMs }: RestaurantsSettings) =>
  reaction(checkOrder, {
    reads: ({ orderId, restaurantId }) => ({
      ticket: tickets(orderId),
      restaurant: restaurants(restaurantId),
    }),
    react({ ticket, restaurant }, { data: { orderId, restaurantId } }, { now }) {
      if (ticket?.status !== "checking") return ignore(`the ticket is ${ticket?.status ?? "unknown"}`);
      // An order names only restaurants that we have published. If one is missing anyway, the customer
      // must still get a refund.
      if (!restaurant) return reject(ticket, { reason: "closed" });
      const why = rejectionOf(restaurant, ticket.dishIds, now);
      if (why) return reject(ticket, why);
      const { zone, address } = ticket;
      const readyAt = after(now, Math.round(cookingMs * restaurant.cookingFactor));
      return {
        save: { ticket: cooking(ticket, readyAt), restaurant: startCooking(restaurant, orderId) },
        setTimers: [cookingDone.at(readyAt, orderId, { orderId, restaurantId })],
        publish: [
          event("restaurants.order-confirmed.v1", orderId, {
            orderId,
            restaurantId,
            restaurantName: restaurant.name,
            zone,
            address,
            readyAt,
          }),
        ],
      };
    },
  });

/** The kitchen rejects the order: orders cancels it, and the customer gets a refund. */
const reject = (ticket: Checking, why: Rejection): Outcome<{ ticket: Key<Ticket> }> => {
  const { orderId, restaurantId } = ticket;
  return {
    save: { ticket: rejected(ticket, why) },
    publish: [event("restaurants.order-rejected.v1", orderId, { orderId, restaurantId, ...why })],
  };
};
