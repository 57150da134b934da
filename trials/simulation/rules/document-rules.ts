import type { Roster } from "#couriers/roster.ts";
import type { Key } from "#messaging/store.ts";
import type { Restaurant } from "#restaurants/restaurant.ts";
import { mayBecome, type Transitions } from "#stage/guarantees/transitions.ts";
import { count } from "#stage/narrative/text/words.ts";

/** Called with the broken invariant and the details. */
export type ReportViolation = (invariant: string, what: string) => void;

export interface Saved {
  readonly service: string;
  readonly key: Key;
  readonly place: string;
  readonly loaded: number;
  readonly version: number;
  readonly document: object;
  /** How many messages the commit handled: the status may have advanced by as many steps. */
  readonly messages: number;
}

/** Checks every document as it is saved. */
export function documentRules(
  legal: Transitions,
  reportViolation: ReportViolation,
  observed: (key: string) => void,
) {
  const versions = new Map<string, number>();
  const statuses = new Map<string, string>();
  const kitchens = new Map<string, Restaurant>();

  function isNext({ place, loaded, version }: Saved): void {
    const before = versions.get(place) ?? 0;
    versions.set(place, version);
    if (loaded === before) return;
    reportViolation(
      "no update is lost",
      `${place} was loaded at version ${loaded}, but its stored version was ${before}`,
    );
  }

  function isLegal({ key, place, document, messages }: Saved): void {
    if (!legal[key.collection] || !("status" in document) || typeof document.status !== "string") return;
    const before = statuses.get(place) ?? "";
    if (before === document.status) return;
    statuses.set(place, document.status);
    observed(statusKey(key.collection, before, document.status));
    if (mayBecome(key.collection, before, document.status, messages, legal)) return;
    reportViolation(
      "only legal status changes",
      `${place} changed from ${before || "nothing"} to ${document.status}`,
    );
  }

  /** If the same commit changes the capacity, the order of the two changes is unknown. */
  function hasRoom({ place, document }: Saved): void {
    const now = document as Restaurant;
    const before = kitchens.get(place) ?? now;
    kitchens.set(place, now);
    const cooking = now.cooking.length;
    if (cooking <= now.capacity || cooking <= before.cooking.length || now.capacity !== before.capacity)
      return;
    reportViolation(
      "no kitchen exceeds its capacity",
      `${place} cooks ${count(cooking, "order")}; its capacity is ${now.capacity}`,
    );
  }

  return {
    saved(saved: Saved): void {
      isNext(saved);
      isLegal(saved);
      if (saved.key.collection === "restaurants") hasRoom(saved);
      if (saved.key.collection === "rosters")
        haveOneEach(saved.document as Roster, reportViolation, observed);
    },
  };
}

/** The key under which a status change is counted. */
export const statusKey = (collection: string, before: string, after: string): string =>
  `${collection}: ${before || "nothing"} → ${after}`;

function haveOneEach(
  { couriers, waiting }: Roster,
  reportViolation: ReportViolation,
  observed: (key: string) => void,
): void {
  const busy = couriers.flatMap((courier) => (courier.status === "busy" ? [courier] : []));
  const orders = busy.map(({ orderId }) => orderId);
  if (busy.some(({ leaving }) => leaving)) observed("a courier goes home after the ride");
  for (const order of orders.filter((order, i) => orders.indexOf(order) < i)) {
    reportViolation("at most one courier per order", `order ${order} has two couriers`);
  }
  if (waiting.length > 0 && couriers.some(({ status }) => status === "free")) {
    reportViolation("no courier is free while an order waits", `order ${waiting[0]} waits`);
  }
}
