// The example service, what it runs on, and all that tests can do to it, in one place; hence the length.

import type { Broker, Headers } from "../broker.ts";
import { Unavailable } from "../errors.ts";
import type { Hop } from "../instance/hops.ts";
import { memoryBroker } from "../memory/broker.ts";
import { virtualClock } from "../memory/clock.ts";
import type { MemoryConnection } from "../memory/connection.ts";
import { memoryDatabase } from "../memory/store.ts";
import { beginning, idOf, type Message } from "../message.ts";
import { type Outcome, type Reaction, reaction } from "../reaction.ts";
import { type Ports, type Running, type RunOptions, run } from "../running/run-service.ts";
import { type Service, service } from "../service.ts";
import { collection, type Store } from "../store.ts";
import { companyTopology } from "../topology.ts";
import { encode } from "../wire/envelope.ts";
import { type CompanyEvents, contracts, samples, stationId } from "./company.ts";

export { stationId };

/** The example service's document for a station: the messages that it has seen. */
export interface Tab {
  readonly seen: readonly string[];
  readonly status?: string;
}

export const tabs = collection<Tab>("tabs");

/** An event about a station, as its producer would publish it. */
export function event<T extends keyof CompanyEvents>(
  type: T,
  name: string,
  of: Partial<CompanyEvents[T]> = {},
): Message {
  const data = { ...samples[type], ...of };
  const source = `/${type.slice(0, type.indexOf("."))}`;
  return beginning({
    id: idOf(name),
    type,
    source,
    subject: stationId,
    time: "2026-01-02T18:00:00.000Z",
    data,
  });
}

/** A taken reading; the same name gives the same message. */
export const taken = (name: string, of: Partial<CompanyEvents["stations.reading-taken.v1"]> = {}): Message =>
  event("stations.reading-taken.v1", name, of);

type OnTaken = (
  tab: Tab,
  message: Message<CompanyEvents["stations.reading-taken.v1"]>,
  now: string,
) => Outcome;

/** Alerts as an example: it records every reading, and reacts as the test requires. */
export const alerts = (
  onTaken: OnTaken = () => ({}),
  more: {
    readonly reactions?: readonly Reaction[];
    readonly calls?: readonly { readonly name: string }[];
    readonly collections?: readonly { readonly collection: string }[];
  } = {},
): Service =>
  service({
    name: "alerts",
    hears: contracts.hears.alerts ?? [],
    reactions: [
      reaction("stations.reading-taken.v1", {
        reads: ({ stationId }) => ({ tab: tabs(stationId) }),
        react: ({ tab }, message, { now }) => {
          const noted = { ...tab, seen: [...(tab?.seen ?? []), message.id] };
          const outcome = onTaken(noted, message, now);
          return "ignored" in outcome || "notYet" in outcome || "refused" in outcome
            ? outcome
            : { ...outcome, save: { tab: noted, ...outcome.save } };
        },
      }),
      reaction("stations.station-closed.v1", { reads: () => ({}), react: () => ({}) }),
      ...(more.reactions ?? []),
    ],
    collections: [tabs, ...(more.collections ?? [])],
    ...(more.calls ? { calls: more.calls } : {}),
  });

/** Stores every event about a station. */
export const keeping = alerts((noted, { data }) => {
  const kept: readonly unknown[] = Object(noted).kept ?? [];
  return { save: { tab: { ...noted, kept: [...kept, data] } } };
});

/** Valid for every event, since consumers are tolerant; but MongoDB stores only 180 levels. */
export const tooDeep: object = { extra: JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) };

/** One broker, one database and one clock, for any number of instances. */
export function world() {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
  const database = memoryDatabase();
  const outsider = broker.connect("outsider");
  const connections: MemoryConnection[] = [];
  const hops: Hop[] = [];
  const heard: Uint8Array[] = [];
  const began = clock.now();
  broker.listen(({ body, routingKey }) => routingKey.startsWith("alerts.") && heard.push(body));

  const takes = (ms: number) =>
    new Promise<void>((resolve) => {
      clock.at(clock.now() + ms, resolve);
    });

  const deliver = async (body: Uint8Array, headers: Headers = {}): Promise<void> => {
    const routingKey = "stations.reading-taken.v1";
    await outsider.publish([{ exchange: "weather.events", routingKey, messageId: "outside", headers, body }]);
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
    /** Crashes an instance: nothing is finished, and its connection is lost. */
    async crash(running: Running, instance: number): Promise<void> {
      await Promise.all([connections[instance - 1]?.close(), running.stop(0), clock.advance(0)]);
    },
    /** Publishes events as another service would. */
    async publish(...messages: readonly Message[]): Promise<void> {
      await outsider.publish(
        messages.map((message) => ({
          exchange: contracts.exchangeOf(message.type),
          routingKey: message.type,
          messageId: message.id,
          headers: {},
          body: encode(message, contracts),
        })),
      );
    },
    /** Sends any bytes to the inboxes that consume taken readings. */
    deliver,
    /** Sends a body and its headers to the inbox of alerts, as an operator's redrive does. */
    async redrive(body: Uint8Array, headers: Headers = {}): Promise<void> {
      const back = { exchange: "alerts.retry", routingKey: "inbox", messageId: "redriven" };
      await outsider.publish([{ ...back, headers, body }]);
    },
    /** Resolves after `ms` milliseconds: simulates a slow port. */
    takes,
    /** A broker that confirms after `ms` milliseconds. */
    slow: (broker: Broker, ms: number): Broker => ({
      ...broker,
      async publish(publications) {
        await takes(ms);
        await broker.publish(publications);
      },
    }),
    seconds: () => (clock.now() - began) / 1_000,
    pass: (seconds: number) => clock.advance(seconds * 1_000),
    tab: (id = stationId): unknown => database.dump().documents.tabs?.[id]?.document,
    /** The events that the example service published, in order. */
    said: () => heard.map(messageIn),
    hopsOf: <K extends Hop["kind"]>(kind: K) =>
      hops.filter((hop): hop is Extract<Hop, { kind: K }> => hop.kind === kind),
    /** The messages in the parked queue of alerts. */
    parked: () => broker.queue("alerts.parked").messages,
    depth(queue: string): number {
      const { ready, unacked } = broker.queue(queue);
      return ready + unacked;
    },
  };
}

/** Delivers what waits for alerts to consumers that die before they acknowledge, one after another. */
export async function returnAll(w: ReturnType<typeof world>, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const connection = w.broker.connect(`dies ${i}`);
    await connection.consume("alerts.inbox", { prefetch: 1_000 }, () => {});
    await w.pass(0.01);
    await connection.close();
  }
}

/** The message in a body, without validation. */
const messageIn = (body: Uint8Array): Message => JSON.parse(new TextDecoder().decode(body));

/** A store with some methods replaced. */
export const storeWith = (store: Store, other: Partial<Store>): Store => ({ ...store, ...other });

/** A store that cannot settle anything at the first attempt. */
export function failingToSettleOnce(store: Store): Store {
  let settles = 0;
  return storeWith(store, {
    async settle(ids) {
      settles += 1;
      if (settles === 1) throw new Unavailable("no primary");
      await store.settle(ids);
    },
  });
}

/** An event of alerts that follows from a reading. */
export const alertRaised = () =>
  ({
    type: "alerts.alert-raised.v1",
    subject: stationId,
    data: samples["alerts.alert-raised.v1"],
  }) as const;
