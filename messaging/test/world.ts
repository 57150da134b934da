import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { Events, EventType } from "#contracts/generated/events.ts";
import { hears } from "#contracts/hears.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import type { Broker, Headers } from "../broker.ts";
import type { Hop } from "../hops.ts";
import { memoryBroker } from "../memory/broker.ts";
import { virtualClock } from "../memory/clock.ts";
import type { MemoryConnection } from "../memory/connection.ts";
import { memoryDatabase } from "../memory/store.ts";
import { beginning, idOf, type Message } from "../message.ts";
import { type Outcome, type Reaction, reaction } from "../reaction.ts";
import { type Ports, type Running, type RunOptions, run } from "../running/run.ts";
import { type Service, service } from "../service.ts";
import { collection, type Store } from "../store.ts";
import { companyTopology } from "../topology.ts";
import { encode } from "../wire/envelope.ts";

/** What the example service keeps about an order: which messages it has seen. */
export interface Tab {
  readonly seen: readonly string[];
  readonly status?: string;
}

export const tabs = collection<Tab>("tabs");

export const orderId = samples["orders.order-placed.v1"].orderId;

/** An event about an order, as the service that says it would say it. */
export function event<T extends EventType>(type: T, name: string, of: Partial<Events[T]> = {}): Message {
  const data = { ...samples[type], ...of };
  const source = `/${type.slice(0, type.indexOf("."))}`;
  return beginning({
    id: idOf(name),
    type,
    source,
    subject: orderId,
    time: "2026-01-02T18:00:00.000Z",
    data,
  });
}

/** An order that was placed; the same name is the same message. */
export const placed = (name: string, of: Partial<Events["orders.order-placed.v1"]> = {}): Message =>
  event("orders.order-placed.v1", name, of);

type OnPlaced = (tab: Tab, message: Message<Events["orders.order-placed.v1"]>, now: string) => Outcome;

/** Payments as an example: it notes every order that is placed, and does what the test says. */
export const payments = (
  onPlaced: OnPlaced = () => ({}),
  more: {
    readonly reactions?: readonly Reaction[];
    readonly calls?: readonly { readonly name: string }[];
    readonly collections?: readonly { readonly collection: string }[];
  } = {},
): Service =>
  service({
    name: "payments",
    hears: hears.payments,
    reactions: [
      reaction("orders.order-placed.v1", {
        reads: ({ orderId }) => ({ tab: tabs(orderId) }),
        react: ({ tab }, message, { now }) => {
          const noted = { ...tab, seen: [...(tab?.seen ?? []), message.id] };
          const outcome = onPlaced(noted, message, now);
          return "ignored" in outcome || "notYet" in outcome || "refused" in outcome
            ? outcome
            : { ...outcome, save: { tab: noted, ...outcome.save } };
        },
      }),
      reaction("orders.order-cancelled.v1", { reads: () => ({}), react: () => ({}) }),
      ...(more.reactions ?? []),
    ],
    collections: [tabs, ...(more.collections ?? [])],
    ...(more.calls ? { calls: more.calls } : {}),
  });

/** Keeps all that it hears about an order. */
export const keeping = payments((noted, { data }) => {
  const kept: readonly unknown[] = Object(noted).kept ?? [];
  return { save: { tab: { ...noted, kept: [...kept, data] } } };
});

/** Fits the contract of each event, since a reader is tolerant; but MongoDB stores 180 levels. */
export const tooDeep: object = { extra: JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) };

/** One broker, one database and one clock, for as many instances as a test starts. */
export function world() {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const database = memoryDatabase();
  const outsider = broker.connect("outsider");
  const connections: MemoryConnection[] = [];
  const hops: Hop[] = [];
  const heard: Uint8Array[] = [];
  const began = clock.now();
  broker.listen(({ body, routingKey }) => routingKey.startsWith("payments.") && heard.push(body));

  const takes = (ms: number) =>
    new Promise<void>((resolve) => {
      clock.at(clock.now() + ms, resolve);
    });

  const deliver = async (body: Uint8Array, headers: Headers = {}): Promise<void> => {
    const routingKey = "orders.order-placed.v1";
    await outsider.publish([{ exchange: "food.events", routingKey, messageId: "outside", headers, body }]);
  };

  return {
    clock,
    broker,
    database,
    hops,
    connections,
    /** Starts an instance; `change` puts something between it and its ports. */
    async start(
      what: Service,
      options: RunOptions = {},
      change: (ports: Ports) => Partial<Ports> = () => ({}),
    ): Promise<Running> {
      const connection = broker.connect(`${what.name}-${connections.length + 1}`);
      connections.push(connection);
      const ports: Ports = {
        contracts,
        broker: connection,
        store: database.connect(),
        clock,
        random: () => 0.5,
        observe: (hop) => hops.push(hop),
      };
      return run(what, { ...ports, ...change(ports) }, options);
    },
    /** Ends an instance as a crash does: nothing is finished, and its connection is gone. */
    async crash(running: Running, instance: number): Promise<void> {
      await Promise.all([connections[instance - 1]?.close(), running.stop(0), clock.advance(0)]);
    },
    /** Publishes events as another service would. */
    async publish(...messages: readonly Message[]): Promise<void> {
      await outsider.publish(
        messages.map((message) => ({
          exchange: exchangeOf(message.type),
          routingKey: message.type,
          messageId: message.id,
          headers: {},
          body: encode(message, contracts),
        })),
      );
    },
    /** Puts any bytes into the inboxes of those who hear of placed orders. */
    deliver,
    /** Hands a body and its headers in at the inbox of payments, as a person who redrives it does. */
    async redrive(body: Uint8Array, headers: Headers = {}): Promise<void> {
      const back = { exchange: "payments.retry", routingKey: "inbox", messageId: "redriven" };
      await outsider.publish([{ ...back, headers, body }]);
    },
    /** Resolves so many milliseconds later: for somebody who takes that long. */
    takes,
    /** A broker that takes so many milliseconds to confirm. */
    slow: (broker: Broker, ms: number): Broker => ({
      ...broker,
      async publish(publications) {
        await takes(ms);
        await broker.publish(publications);
      },
    }),
    seconds: () => (clock.now() - began) / 1_000,
    pass: (seconds: number) => clock.advance(seconds * 1_000),
    tab: (id = orderId): unknown => database.dump().documents.tabs?.[id]?.document,
    /** The events that the example service published, in order. */
    said: () => heard.map(messageIn),
    hopsOf: <K extends Hop["kind"]>(kind: K) =>
      hops.filter((hop): hop is Extract<Hop, { kind: K }> => hop.kind === kind),
    /** What is in the parked queue of payments. */
    parked: () => broker.queue("payments.parked").messages,
    depth(queue: string): number {
      const { ready, unacked } = broker.queue(queue);
      return ready + unacked;
    },
  };
}

/** The message in a body, unread by anybody. */
const messageIn = (body: Uint8Array): Message => JSON.parse(new TextDecoder().decode(body));

/** A store of which some methods are others. */
export const storeWith = (store: Store, other: Partial<Store>): Store => ({ ...store, ...other });

/** An event of payments that follows from a placed order. */
export const paymentStarted = () =>
  ({
    type: "payments.payment-started.v1",
    subject: orderId,
    data: samples["payments.payment-started.v1"],
  }) as const;
