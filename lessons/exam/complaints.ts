import type { Delivery } from "#couriers/delivery.ts";
import type { Ticket } from "#restaurants/ticket.ts";
import { euros } from "#stage/narrative/text/words.ts";
import { keptOf } from "./ledger.ts";
import { ordersOf, type Scene } from "./scene.ts";

/** What people complain about: what they felt, in their words. Which rule is broken, and where, they do not know. */
export function complaintsOf(scene: Scene): readonly string[] {
  return [...customersOf(scene), ...staffOf(scene)];
}

function customersOf(scene: Scene): readonly string[] {
  return ordersOf(scene).flatMap(({ label, order }) => {
    const { charges, kept } = keptOf(scene, order.orderId);
    const price = euros(order.total.amount);
    const said: string[] = [];
    if (charges > 1) said.push(`my card was charged ${charges} times`);
    if (order.status !== "delivered" && order.status !== "cancelled") {
      said.push(kept > 0 ? `I paid ${price}, and nothing comes` : "I have been waiting for hours");
    } else if (order.status === "cancelled" && kept > 0 && charges === 1) {
      said.push(`my order was cancelled, and my ${price} is gone`);
    } else if (order.status === "delivered" && kept === 0) {
      said.push("I got my food, and was never charged");
    }
    return said.length > 0 ? [`Order ${label}: "${said.join("; ")}."`] : [];
  });
}

const carried: ReadonlySet<string> = new Set<Delivery["status"]>(["assigned", "picked-up"]);

function staffOf(scene: Scene): readonly string[] {
  const { couriers, restaurants } = scene.state.services;
  return ordersOf(scene).flatMap(({ label, order }) => {
    if (order.status !== "cancelled") return [];
    const ticket = restaurants.documents.get(`tickets/${order.orderId}`)?.document as Ticket | undefined;
    const delivery = couriers.documents.get(`deliveries/${order.orderId}`)?.document as Delivery | undefined;
    const said: string[] = [];
    if (delivery && carried.has(delivery.status)) said.push(`A courier: "I am still on order ${label}."`);
    if (ticket?.status === "cooking") said.push(`The kitchen: "We are still cooking order ${label}."`);
    const holds = slotsOf(scene).some((id) => id === order.orderId);
    if (holds && ticket?.status !== "cooking")
      said.push(`The kitchen: "Our screen is full of orders like ${label}. We turn guests away."`);
    return said;
  });
}

/** The orders that hold a slot of a kitchen. */
function slotsOf({ state }: Scene): readonly string[] {
  return [...state.services.restaurants.documents].flatMap(([key, { document }]) => {
    if (!key.startsWith("restaurants/") || !document || !("cooking" in document)) return [];
    return Array.isArray(document.cooking) ? document.cooking.map(String) : [];
  });
}
