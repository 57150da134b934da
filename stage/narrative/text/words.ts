import type { Deed } from "../entry.ts";

/** Shortens `payments.payment-succeeded.v1` to `payment-succeeded`. A participle alone gets its noun: "handles sent" reads wrongly. */
export function short(type: string): string {
  const name = type.replace(/^[^.]+\./, "").replace(/\.v\d+$/, "");
  return type === "notifications.sent" ? `notification-${name}` : name;
}

/** A text as the beginning of a sentence. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Puts a list into a sentence: `listed.format(["a", "b", "c"])` is `a, b, and c`. */
export const listed = new Intl.ListFormat("en");

/** `the timer of couriers`: names that end in -s take no apostrophe. */
export const ownedBy = (owner: string, what: string): string => `the ${what} of ${owner}`;

/** Cents as `€9.50`. */
export const euros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;

/** `1 order`, `2 orders`, `2 retries`, `2 people`. */
export const count = (n: number, what: string): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? what : pluralOf(what)}`;

function pluralOf(what: string): string {
  if (what.endsWith("person")) return what.replace(/person$/, "people");
  return what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
}

/** A readable duration: `15 min`, `1 h 35 min`, `3 s`, `40 ms`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time since the start: `0:00.047`, `20:00.225`, `1:00:00.133`. */
export function clockTime(ms: number): string {
  const [hours, minutes, seconds] = new Date(Math.max(0, ms)).toISOString().slice(11, 23).split(":");
  return Number(hours) > 0 ? `${Number(hours)}:${minutes}:${seconds}` : `${Number(minutes)}:${seconds}`;
}

/** The time of day in UTC, to the second or the millisecond: `18:20:00`, `18:20:00.225`. */
export const timeOfDay = (ms: number, digits: 0 | 3 = 0): string =>
  new Date(ms).toISOString().slice(11, digits === 0 ? 19 : 23);

/** What a person did, as the predicate of a sentence: `orders 1 margherita from trattoria-sole, card tok_ok`. */
export function deedText(deed: Deed): string {
  switch (deed.what) {
    case "orders": {
      const items = deed.items.map(({ dishId, quantity }) => `${quantity} ${dishId}`).join(", ");
      return `orders ${items} from ${deed.restaurantId}, card ${deed.card}`;
    }
    case "cancels":
      return "cancels the order";
    case "confirms":
      return "confirms the payment";
    case "confirms-at-the-bank":
      return "confirms the payment at the bank, unknown to us";
    case "starts-shift":
      return `starts a shift in ${deed.zone}`;
    case "ends-shift":
      return `ends the shift in ${deed.zone}`;
    case "changes-restaurant":
      return restaurantText(deed);
  }
}

/** What customers who order by themselves do from now on. */
export const trafficText = (perMinute: number): string =>
  perMinute === 0
    ? "the simulated customers stop ordering"
    : `customers place ${count(perMinute, "order")} a minute`;

function restaurantText(change: Extract<Deed, { what: "changes-restaurant" }>): string {
  const { capacity, dishes = [], hours, open, restaurantId } = change;
  const parts = [
    ...(open === undefined ? [] : [open ? `opens ${restaurantId}` : `closes ${restaurantId}`]),
    ...(capacity === undefined ? [] : [`sets the capacity of ${restaurantId} to ${capacity}`]),
    ...(hours === undefined ? [] : [`changes the hours of ${restaurantId}`]),
    ...dishes.map(({ available, dishId }) =>
      available === undefined
        ? `changes the price of ${dishId}`
        : `marks ${dishId} as ${available ? "available" : "sold out"}`,
    ),
  ];
  return parts.join(", ");
}

const singular: Readonly<Record<string, string>> = {
  orders: "order",
  payments: "payment",
  tickets: "ticket",
  deliveries: "delivery",
};

/** The collection of a key, in the singular: `order` for `orders/…`. */
export const singularOf = (key: string): string => {
  const [collection = ""] = key.split("/");
  return singular[collection] ?? collection;
};
