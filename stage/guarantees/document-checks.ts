import type { Delivery } from "#couriers/delivery.ts";
import type { Roster } from "#couriers/roster.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { Restaurant } from "#restaurants/restaurant.ts";
import type { ByService } from "../company/by-service.ts";
import type { Commit } from "../narrative/commits.ts";
import { mayBecome, type Transitions } from "./transitions.ts";

/** The documents of a collection. */
export const documentsOf = <Document>(dump: Dump, collection: string): readonly Document[] =>
  Object.values(dump.documents[collection] ?? {}).map(({ document }) => document as Document);

/** Orders that two couriers of one roster had at the same time. */
export function twoCouriers({ commits }: { readonly commits: readonly Commit[] }): readonly string[] {
  return commits.flatMap(({ change }) =>
    change.documents.flatMap(({ key, document }) => {
      if (key.collection !== "rosters") return [];
      const taken = (document as Roster).couriers.flatMap((courier) =>
        courier.status === "busy" ? [courier.orderId] : [],
      );
      return taken
        .filter((order, i) => taken.indexOf(order) < i)
        .map((order) => `order ${order} has two couriers`);
    }),
  );
}

/** Couriers, orders and kitchens that are still busy. */
export function leftBusy({ databases }: { readonly databases: ByService<Dump> }): readonly string[] {
  const rosters = documentsOf<Roster>(databases.couriers, "rosters").flatMap(({ couriers, waiting }) => [
    ...couriers.flatMap((courier) =>
      courier.status === "busy" ? [`${courier.courierId} is still busy with ${courier.orderId}`] : [],
    ),
    ...waiting.map((order) => `order ${order} is still waiting for a courier`),
  ]);
  const deliveries = documentsOf<Delivery>(databases.couriers, "deliveries")
    .filter(({ status }) => status === "assigned" || status === "picked-up" || status === "waiting")
    .map(({ orderId, status }) => `the delivery of ${orderId} is still ${status}`);
  const kitchens = documentsOf<Restaurant>(databases.restaurants, "restaurants").flatMap(
    ({ cooking, restaurantId }) => cooking.map((order) => `${restaurantId} is still cooking ${order}`),
  );
  return [...rosters, ...deliveries, ...kitchens];
}

/** Status changes that the table of transitions does not allow. */
export function illegalTransitions(commits: readonly Commit[], legal: Transitions): readonly string[] {
  const last = new Map<string, string>();
  return commits.flatMap(({ change }) =>
    change.documents.flatMap(({ key, document }) => {
      if (!legal[key.collection] || !("status" in document) || typeof document.status !== "string") return [];
      const place = `${key.collection}/${key.id}`;
      const before = last.get(place) ?? "";
      last.set(place, document.status);
      if (before === document.status) return [];
      if (mayBecome(key.collection, before, document.status, change.processed.length, legal)) return [];
      return [`${place} changed from ${before || "nothing"} to ${document.status}`];
    }),
  );
}

/** Messages that a service has committed twice. */
export function handledTwice(commits: readonly Commit[]): readonly string[] {
  const seen = new Set<string>();
  return commits.flatMap(({ service, change }) =>
    change.processed.flatMap(({ id, type }) => {
      const place = `${service} ${id}`;
      if (seen.has(place)) return [`${service} handled ${type} ${id} twice`];
      seen.add(place);
      return [];
    }),
  );
}
