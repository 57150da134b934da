import type { Events, EventType } from "#contracts/generated/events.ts";
import type { Message } from "#messaging/message.ts";
import type { Outcome } from "#messaging/reaction.ts";
import { type Order, placed } from "#orders/order.ts";
import { ordersService } from "#orders/service.ts";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";

export const now = "2026-01-02T18:30:00.000Z";

/** Ada's order, just placed. */
export const order: Order = placed({
  orderId,
  customerId: "ada",
  restaurantId: "trattoria-sole",
  restaurantName: "Trattoria Sole",
  items: [
    { dishId: "margherita", name: "Pizza Margherita", quantity: 2, unitPrice: 950 },
    { dishId: "tiramisu", name: "Tiramisu", quantity: 1, unitPrice: 600 },
  ],
  total: { amount: 2500, currency: "EUR" },
  address: "12 Rue des Lilas, 2nd floor",
  placedAt: "2026-01-02T17:59:00.000Z",
});

/** The sample of an event, as orders receives it. */
export const received = <T extends EventType>(type: T): Message<Events[T]> =>
  eventMessage<T>(type, samples[type]);

/** The reaction to a message, given the order. */
export function reactTo(message: Message, given: Order | undefined): Outcome {
  const reaction = ordersService.reactions.get(message.type);
  if (!reaction) throw new Error(`orders does not react to ${message.type}`);
  return reaction.react({ order: given }, message, { now });
}

/** Ada's order after these messages, in this order. */
export const orderAfter = (...messages: readonly Message[]): Order =>
  messages.reduce((given, message) => saved(reactTo(message, given)) ?? given, order);

/** The order that an outcome saves, if it saves one. */
export const saved = (outcome: Outcome): Order | undefined => saves(outcome)?.order;

const saves = (outcome: Outcome): { readonly order?: Order } | undefined =>
  "save" in outcome ? outcome.save : undefined;

/** The events that an outcome publishes. */
export const published = (outcome: Outcome) => ("publish" in outcome ? outcome.publish : undefined) ?? [];
