import type { Delivery } from "#messaging/broker.ts";
import type { MakeChange } from "./changes.ts";
import { delivering } from "./changes.ts";

/** The producer of an event was deployed without one of its fields: consumers get it without that. */
export const withoutField = (event: string, field: string, consumers: readonly string[]): MakeChange => {
  const inboxes = consumers.map((consumer) => `${consumer}.inbox`);
  const receive = (delivery: Delivery): Delivery => {
    if (delivery.routingKey !== event) return delivery;
    const envelope = JSON.parse(new TextDecoder().decode(delivery.body));
    const { [field]: _, ...data } = envelope.data;
    return { ...delivery, body: new TextEncoder().encode(JSON.stringify({ ...envelope, data })) };
  };
  return () => delivering(inboxes, (delivery, pass) => pass(receive(delivery)));
};
