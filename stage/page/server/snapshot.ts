import { services } from "#contracts/hears.ts";
import type { Entry } from "../../narrative/entry.ts";
import type { CompanyState } from "../../narrative/state.ts";

/**
 * Entries that lead an empty log to a state: for who comes later than the log reaches back. Handled messages and events of the past
 * are not in it; documents, outboxes, timers, queues and who is alive are.
 */
export function snapshotOf(state: CompanyState): readonly Entry[] {
  const { at } = state;
  return [
    ...[...state.orders.values()].map(({ orderId, placedAt }): Entry => {
      const did = { what: "orders", orderId, restaurantId: "", items: [], card: "" } as const;
      return { kind: "person", at: placedAt, who: "", did };
    }),
    ...services.flatMap((service): readonly Entry[] => {
      const { documents, instances, outbox, timers } = state.services[service];
      const change = {
        processed: [],
        documents: [...documents].flatMap(([key, { document, version }]) => {
          const slash = key.indexOf("/");
          const place = { collection: key.slice(0, slash), id: key.slice(slash + 1) };
          return document ? [{ key: place, loaded: version - 1, version, document }] : [];
        }),
        outbox: [...outbox.values()],
        cancelled: [],
        timers: [...timers.values()],
        settled: [],
      };
      const before = change.documents.map(() => undefined);
      return [
        ...[...instances].flatMap(([instance, is]): readonly Entry[] => [
          { kind: "started", at, service, instance },
          ...(is === "running" ? [] : [{ kind: is, at, service, instance } as const]),
        ]),
        { kind: "committed", at, service, instance: 1, change, before, intended: change },
      ];
    }),
    ...[...state.provider.charges.values()].map((charge): Entry => ({ kind: "charge", at, charge })),
    ...state.provider.refunds.map((refund): Entry => ({ kind: "refund", at, refund })),
    ...[...state.queues].flatMap(([queue, { ready }]) =>
      [...ready].map(([position, message]): Entry => ({ kind: "enqueued", at, queue, position, ...message })),
    ),
  ];
}
