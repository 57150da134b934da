import { services } from "#contracts/hears.ts";
import { instant } from "#messaging/instant.ts";
import { beginning } from "#messaging/message.ts";
import type { Change } from "#messaging/store.ts";
import { placeOrder } from "#orders/place-order.ts";
import type { Entry } from "../../narrative/entry.ts";
import { orderOf } from "../../narrative/order-of.ts";
import type { CompanyState, OrderState } from "../../narrative/state.ts";
import { delaysIn } from "../model/delays.ts";
import { orderOf as orderOfEntry } from "./sampler.ts";

/**
 * Entries that lead an empty log to a state: for a page that opens later than the log reaches back. Handled messages and events of the
 * past are not in it; documents, outboxes, timers, queues, faults and what is switched off are.
 *
 * @param isHidden the orders that the page does not show
 */
export function snapshotOf(
  state: CompanyState,
  isHidden: (orderId: string) => boolean = () => false,
): readonly Entry[] {
  const { at, mailbox, orders, provider, queues } = state;
  const isShown = ({ orderId }: { readonly orderId: string }) => !isHidden(orderId);
  const isOfHidden = (messageId: string) => isHidden(state.events.get(messageId)?.correlationId ?? "");
  return [
    ...[...orders.values()].filter(isShown).flatMap((order) => placedIn(state, order)),
    ...services.flatMap((service) => serviceAt(state, service, isHidden)),
    ...[...provider.charges.values()]
      .filter(isShown)
      .map((charge): Entry => ({ kind: "charge", at, charge })),
    ...provider.refunds.filter(isShown).map((refund): Entry => ({ kind: "refund", at, refund })),
    ...mailbox.filter(isShown).map((mail): Entry => ({ kind: "mail", at, mail })),
    ...[...queues].flatMap(([queue, { ready, unacked }]) =>
      [...ready, ...unacked]
        .filter(([, { messageId }]) => !isOfHidden(messageId))
        .map(([position, message]): Entry => ({ kind: "enqueued", at, queue, position, ...message })),
    ),
    ...[...queues].flatMap(([queue, { unacked }]) =>
      [...unacked]
        .filter(([, { messageId }]) => !isOfHidden(messageId))
        .map(([position]): Entry => ({ kind: "delivered", at, queue, position })),
    ),
    ...(state.refusedOrders > 0 ? [{ kind: "orders-refused", at, count: state.refusedOrders } as const] : []),
    ...[...queues].flatMap(([queue, { takenOut }]) =>
      [...takenOut].flatMap((messageId) => takenOutAt(at, queue, messageId)),
    ),
    ...faultsAt(state),
  ];
}

/** That an order was placed, and refused if it was: when, nobody remembers. */
function placedIn(state: CompanyState, { asked, notAccepted, orderId, placedAt: at }: OrderState) {
  const did = { what: "orders", orderId, restaurantId: "", items: [], card: "", ...asked } as const;
  const placed: Entry = { kind: "person", at, who: "", did };
  if (!notAccepted || orderOf(state, orderId)) return [placed];
  const message = beginning({
    ...{ id: orderId, type: placeOrder.type, source: "/orders", subject: orderId, time: instant(at) },
    data: did,
  });
  const answered: Entry = { ...notAccepted, at, service: "orders", instance: 1, message };
  return [placed, answered];
}

/** A parked message that came, and that an operator took out. */
function takenOutAt(at: number, queue: string, messageId: string): readonly Entry[] {
  const position = -1;
  return [
    { kind: "enqueued", at, queue, position, messageId, exchange: "", routingKey: "", attempt: 1 },
    { kind: "left", at, queue, position, why: "removed" },
  ];
}

/** Who of a service runs, and what its database holds. */
function serviceAt(
  { at, faults, services: all }: CompanyState,
  service: (typeof services)[number],
  isHidden: (orderId: string) => boolean,
): readonly Entry[] {
  const { database, documents, instances, outbox, timers } = all[service];
  const change: Change = {
    processed: [],
    documents: [...documents].flatMap(([key, { document, version }]) => {
      const slash = key.indexOf("/");
      const place = { collection: key.slice(0, slash), id: key.slice(slash + 1) };
      return document && !isHidden(place.id) ? [{ key: place, loaded: version, version, document }] : [];
    }),
    outbox: [...outbox.values()].filter((entry) => !isHidden(orderOfEntry(entry))),
    cancelled: [],
    timers: [...timers.values()].filter(({ message }) => !isHidden(message.correlationId)),
    settled: [],
  };
  const before = change.documents.map(() => undefined);
  return [
    ...[...instances].flatMap(([instance, is]): readonly Entry[] => {
      const without = faults.get(`${service}#${instance}`)?.without ?? [];
      const switched = (isOn: boolean) =>
        without.map((name) => ({ kind: "guarantee", at, name, isOn }) as const);
      return [
        { kind: "started", at, service, instance },
        // What was off when it died says what died with it.
        ...switched(false),
        ...(is === "running" || is === "waiting" ? [] : [{ kind: is, at, service, instance } as const]),
        ...switched(true),
      ];
    }),
    { kind: "committed", at, service, instance: 1, change, before, intended: undefined },
    ...(database === "away" ? [{ kind: "away", at, what: "database", service } as const] : []),
  ];
}

/** What lasts: servers that are away, messages that come twice or late, poison, and guarantees that are off. */
function faultsAt(state: CompanyState): readonly Entry[] {
  const { armed, at, broker, faults, poison, provider, traffic, without } = state;
  return [
    ...(broker === "away" ? [{ kind: "away", at, what: "broker" } as const] : []),
    // An instance that starts while the broker is away waits for it.
    ...services.flatMap((service) =>
      [...state.services[service].instances].flatMap(([instance, is]) =>
        is === "waiting" ? [{ kind: "started", at, service, instance } as const] : [],
      ),
    ),
    ...(provider.is === "away" ? [{ kind: "away", at, what: "provider" } as const] : []),
    ...[...armed.values()].map((kill): Entry => ({ kind: "arming", at, ...kill })),
    ...(faults.has("doubling") ? [{ kind: "doubling", at } as const] : []),
    ...delaysIn(state).map((delay): Entry => ({ kind: "delaying", at, ...delay })),
    ...[...poison].map(([messageId, type]): Entry => ({ kind: "poisoned", at, messageId, type, body: "" })),
    ...[...without].map((name): Entry => ({ kind: "guarantee", at, name, isOn: false })),
    ...(traffic > 0 ? [{ kind: "traffic", at, perMinute: traffic } as const] : []),
  ];
}
