import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { Events } from "#contracts/generated/events.ts";
import { hears } from "#contracts/hears.ts";
import type { Headers } from "#messaging/broker.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import type { MemoryConnection } from "#messaging/memory/connection.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import { type Outcome, type Reaction, reaction } from "#messaging/reaction.ts";
import { type Ports, type Running, type RunOptions, run } from "#messaging/running/run-service.ts";
import { type Service, service } from "#messaging/service.ts";
import { collection } from "#messaging/store.ts";
import { companyTopology } from "#messaging/topology.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { samples } from "#tooling/testing/event-samples.ts";

/** The example service's document for an order: the messages that it has seen. */
export interface Tab {
  readonly seen: readonly string[];
  readonly status?: string;
}

export const tabs = collection<Tab>("tabs");

export const orderId = samples["orders.order-placed.v1"].orderId;

/** A placed order; the same name gives the same message. */
const placedOrder = samples["orders.order-placed.v1"];
export const placed = (name: string): Message =>
  beginning({
    id: idOf(name),
    type: "orders.order-placed.v1",
    source: "/orders",
    subject: orderId,
    time: "2026-01-02T18:00:00.000Z",
    data: placedOrder,
  });

type OnPlaced = (tab: Tab, message: Message<Events["orders.order-placed.v1"]>, now: string) => Outcome;

/** Payments as an example: it records every placed order, and reacts as the test requires. */
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

/** One broker, one database and one clock, for any number of instances. */
export function world() {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const database = memoryDatabase();
  const outsider = broker.connect("outsider");
  const connections: MemoryConnection[] = [];
  const hops: Hop[] = [];

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
    /** Starts an instance; `change` decorates its ports. */
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
    /** Sends any bytes to the inboxes that consume placed orders. */
    deliver,
    pass: (seconds: number) => clock.advance(seconds * 1_000),
    tab: (id = orderId): unknown => database.dump().documents.tabs?.[id]?.document,
    hopsOf: <K extends Hop["kind"]>(kind: K) =>
      hops.filter((hop): hop is Extract<Hop, { kind: K }> => hop.kind === kind),
    /** Sends a body and its headers to the inbox of payments, as an operator's redrive does. */
    async redrive(body: Uint8Array, headers: Headers = {}): Promise<void> {
      const back = { exchange: "payments.retry", routingKey: "inbox", messageId: "redriven" };
      await outsider.publish([{ ...back, headers, body }]);
    },
    /** The messages in the parked queue of payments. */
    parked: () => broker.queue("payments.parked").messages,
  };
}
