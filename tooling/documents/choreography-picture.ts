import { hears, services } from "#contracts/hears.ts";
import { type Document, fencesOf } from "./documents.ts";

/** The arrows of a document's picture of the choreography, as sentences: `orders consumes payment-declined of payments`. */
export function drawnIn(document: Document): readonly string[] {
  const picture = fencesOf(document).find(({ language }) => language === "mermaid")?.body ?? "";
  const arrows = [...picture.matchAll(/^ {2}(\w+) (?:--|-\.-|==)>\|(.*?)\| (.*)$/gm)];
  return arrows
    .flatMap(([, from = "", events = "", to = ""]) =>
      events
        .split("<br>")
        .flatMap((event) => consumersIn(to).map((one) => `${one} consumes ${event} of ${from}`)),
    )
    .sort();
}

/** `everyone` is every service except orders, which publishes the cancellation. */
const consumersIn = (to: string): readonly string[] =>
  to.startsWith("everyone") ? services.filter((name) => name !== "orders") : to.split(" & ");

/** The arrows that the contracts require. Those to notifications are drawn only if no other service consumes the event. */
export function toBeDrawn(): readonly string[] {
  const all = services.flatMap((to) => hears[to].map((type) => ({ to, type })));
  const others = (type: string) => all.filter((one) => one.type === type && one.to !== "notifications");
  return all
    .filter(({ to, type }) => to !== "notifications" || others(type).length === 0 || isForAll(type))
    .map(({ to, type }) => {
      const [from, event] = type.split(".");
      return `${to} consumes ${event} of ${from}`;
    })
    .sort();
}

const isForAll = (type: string): boolean => type === "orders.order-cancelled.v1";
