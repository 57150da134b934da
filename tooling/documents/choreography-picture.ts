import { hears, services } from "#contracts/hears.ts";
import { type Document, fencesOf } from "./documents.ts";

/** The picture of the choreography as sentences: `payments tells orders of payment-declined`. */
export function drawnIn(document: Document): readonly string[] {
  const picture = fencesOf(document).find(({ language }) => language === "mermaid")?.body ?? "";
  const arrows = [...picture.matchAll(/^ {2}(\w+) (?:--|-\.-|==)>\|(.*?)\| (.*)$/gm)];
  return arrows
    .flatMap(([, from = "", events = "", to = ""]) =>
      events.split("<br>").flatMap((event) => hearers(to).map((one) => `${from} tells ${one} of ${event}`)),
    )
    .sort();
}

/** `everyone` is all but the one who says it. */
const hearers = (to: string): readonly string[] =>
  to.startsWith("everyone") ? services.filter((name) => name !== "orders") : to.split(" & ");

/** What the contracts have to draw: everything but the news that notifications hears beside others. */
export function toBeDrawn(): readonly string[] {
  const all = services.flatMap((to) => hears[to].map((type) => ({ to, type })));
  const others = (type: string) => all.filter((one) => one.type === type && one.to !== "notifications");
  return all
    .filter(({ to, type }) => to !== "notifications" || others(type).length === 0 || isForAll(type))
    .map(({ to, type }) => {
      const [from, event] = type.split(".");
      return `${from} tells ${to} of ${event}`;
    })
    .sort();
}

const isForAll = (type: string): boolean => type === "orders.order-cancelled.v1";
