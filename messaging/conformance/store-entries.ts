import { instant } from "../instant.ts";
import { beginning, type Message } from "../message.ts";
import type { CallEntry, EventsEntry } from "../outbox-entry.ts";
import { type Change, collection, type ProcessedMessage } from "../store.ts";
import type { Timer } from "../timer.ts";

/** An example document. */
export interface Dish {
  readonly dishId: string;
  readonly kitchen: string;
  readonly at: string;
  readonly sold: number;
  readonly hot: boolean;
}

/** Two collections, which a store must keep apart. */
export const dishes = collection<Dish>("dishes");
export const drinks = collection<Dish>("drinks");

/** A change that is empty except for `of`. */
export const change = (of: Partial<Change>): Change => ({
  processed: [],
  documents: [],
  outbox: [],
  cancelled: [],
  timers: [],
  settled: [],
  ...of,
});

/** A dish with default values. */
export const dish = (dishId: string, of: Partial<Dish> = {}): Dish => ({
  dishId,
  kitchen: "rosa",
  at: "2026-01-02T18:00:00.000Z",
  sold: 0,
  hot: true,
  ...of,
});

/** A dish that was loaded in one version and is saved in another. */
export const saved = (id: string, loaded: number, version: number, of: Partial<Dish> = {}) => ({
  key: dishes(id),
  loaded,
  version,
  document: dish(id, of),
});

/** A message handled just now: a TTL index would delete an old one. */
export const handled = (id: string, answer?: ProcessedMessage["answer"]): ProcessedMessage => ({
  id,
  type: "stations.take-reading",
  at: instant(Date.now()),
  outcome: "handled",
  caused: ["e-1", "t-1"],
  answer,
});

const message = (id: string): Message =>
  beginning({
    id,
    type: "stations.reading-taken.v1",
    source: "/stations",
    subject: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
    time: "2026-01-02T18:00:00.000Z",
    data: { orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f", items: [{ dishId: "soup", quantity: 2 }] },
  });

const waiting = { attempts: 0, leasedUntil: 1_000 };

/** An outbox entry with three events. */
export const eventsEntry = (id: string, of: Partial<EventsEntry> = {}): EventsEntry => ({
  ...waiting,
  kind: "events",
  id,
  messages: [message(`${id}/1`), message(`${id}/2`), message(`${id}/3`)],
  ...of,
});

/** An outbox entry with a call. */
export const callEntry = (id: string, of: Partial<CallEntry> = {}): CallEntry => ({
  ...waiting,
  kind: "call",
  id,
  name: "alerts.ring",
  key: "charge-o-1",
  request: { card: "tok_ok" },
  cause: message("a0a0a0a0-0000-4000-8000-000000000002"),
  ...of,
});

/** A timer that is due. */
export const timer = (id: string, of: Partial<Timer> = {}): Timer => ({
  id,
  name: `cook/${id}`,
  dueAt: 1_000,
  leasedUntil: 1_000,
  message: message("a0a0a0a0-0000-4000-8000-000000000003"),
  ...of,
});

/** A claim with a lease of 30 seconds. */
export const claimAt = (now: number, limit = 100) => ({ now, limit, leaseMs: 30_000 });

export const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

/** What a promise rejects with; undefined if it resolves. */
export const errorFrom = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error) => error,
  );

/** The errors of the rejected promises. */
export const errorsOf = (results: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
