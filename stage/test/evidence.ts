import type { ServiceName } from "#contracts/generated/events.ts";
import { perService } from "#contracts/per-service.ts";
import type { Publication } from "#messaging/broker.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import type { ProcessedMessage } from "#messaging/store.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import type { Evidence } from "../guarantees/invariants.ts";
import type { Commit } from "../narrative/commits.ts";

const nothing: Dump = { documents: {}, processed: [], outbox: [], timers: [] };

/** The evidence of a company in which nothing happened, except for what a test sets. */
export function evidence(
  of: Partial<Omit<Evidence, "databases" | "broker" | "events">> & {
    readonly databases?: Partial<Record<ServiceName, Partial<Dump>>>;
    /** The messages in queues, by name. */
    readonly queues?: Readonly<Record<string, readonly Publication[]>>;
    readonly events?: readonly Message[];
  },
): Evidence {
  const { databases = {}, queues = {}, events = [], ...rest } = of;
  return {
    databases: perService((name) => ({ ...nothing, ...databases[name] })),
    broker: {
      queue(name) {
        const messages = queues[name] ?? [];
        return { ready: messages.length, unacked: 0, messages };
      },
    },
    ledger: [],
    commits: [],
    poisoned: {},
    events: new Map(events.map((message) => [message.id, message])),
    ...rest,
  };
}

/** A database with one document in one collection. */
export const documents = (collection: string, document: object): Partial<Dump> => ({
  documents: { [collection]: { one: { version: 1, document } } },
});

export const order = (status: string) =>
  documents("orders", { orderId: "o1", status, total: { amount: 950, currency: "EUR" } });

export const processed = (id: string, type: string): ProcessedMessage => ({
  id,
  type,
  at: "2026-01-02T18:00:00.000Z",
  outcome: "handled",
  caused: [],
  answer: undefined,
});

/** A commit. */
export const commit = (service: ServiceName, change: Partial<Commit["change"]>): Commit => ({
  service,
  change: { processed: [], documents: [], outbox: [], cancelled: [], timers: [], settled: [], ...change },
});

export const saved = (collection: string, document: object): Commit["change"]["documents"][number] => ({
  key: { collection, id: "o1" },
  loaded: 0,
  version: 1,
  document,
});

export const publication = (body: string): Publication => ({
  exchange: "food.events",
  routingKey: "orders.order-placed.v1",
  messageId: "m1",
  headers: {},
  body: new TextEncoder().encode(body),
});

/** The message that the charge succeeded. */
export const paid = eventMessage("payments.payment-succeeded.v1", {
  orderId: "o1",
  amount: { amount: 950, currency: "EUR" },
  chargeId: "ch1",
});
