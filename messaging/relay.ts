import { exchangeOf } from "#contracts/topology.ts";
import type { Broker, Publication } from "./broker.ts";
import { backoff, type Clock, pause } from "./clock.ts";
import { encode } from "./envelope.ts";
import { NotConfirmed } from "./errors.ts";
import type { UnsignedHop } from "./hops.ts";
import type { Message } from "./message.ts";
import type { EventEntry, Store } from "./store.ts";

export interface RelayOptions {
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly report: (hop: UnsignedHop) => void;
  /** The most events published at once. */
  readonly maxBatch: number;
  /** The most events kept in memory; what is beyond that stays in the outbox for the sweeper. */
  readonly maxWaiting: number;
  readonly signal: AbortSignal;
}

export interface Relay {
  /** Takes events to publish, in the order of commit. */
  take(entries: readonly EventEntry[]): void;
  /** True while nothing waits: only then is it worth claiming what a crash left behind. */
  isIdle(): boolean;
  idle(): Promise<void>;
}

/**
 * Publishes committed events and settles them once the broker has confirmed them. Between the two a crash can happen, and
 * then they are published again: at least once. Consumers deduplicate by message id.
 */
export function createRelay(options: RelayOptions): Relay {
  const { store, clock, random, report, maxBatch, maxWaiting, signal } = options;
  const waiting: EventEntry[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (let outages = 0; waiting.length > 0 && !signal.aborted; ) {
      const batch = waiting.splice(0, maxBatch);
      const failed = await publish(options, batch);
      const confirmed = batch.filter((entry) => !failed.has(entry.id));
      for (const { message, attempts } of confirmed)
        report({ kind: "published", message, again: attempts > 0 });
      await settle(confirmed.map(({ id }) => id));
      if (failed.size === 0) {
        outages = 0;
        continue;
      }
      waiting.unshift(
        ...batch.filter(({ id }) => failed.has(id)).map((e) => ({ ...e, attempts: e.attempts + 1 })),
      );
      outages += 1;
      report({ kind: "waiting", for: "broker", why: [...failed.values()][0] ?? "" });
      await pause(clock, backoff(outages, random()), signal);
    }
    working = undefined;
  }

  /** An entry that could not be settled is found by the sweeper and published once more. */
  async function settle(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    try {
      await store.settle(ids);
    } catch (error) {
      report({ kind: "waiting", for: "store", why: String(error) });
    }
  }

  return {
    take(entries) {
      waiting.push(...entries.slice(0, Math.max(0, maxWaiting - waiting.length)));
      working ??= Promise.resolve().then(work);
    },
    isIdle: () => !working,
    async idle() {
      while (working) await working;
    },
  };
}

/** Why each entry that was not confirmed was not, by id. */
async function publish(
  { broker }: RelayOptions,
  entries: readonly EventEntry[],
): Promise<Map<string, string>> {
  try {
    await broker.publish(entries.map(({ message }) => publicationOf(message)));
    return new Map();
  } catch (error) {
    if (!(error instanceof NotConfirmed)) return new Map(entries.map(({ id }) => [id, String(error)]));
    return new Map(
      error.failed.map(({ publication, why }) => [publication.messageId, `${why}: ${error.message}`]),
    );
  }
}

/** An event as it travels: routed by its type. */
export const publicationOf = (message: Message): Publication => ({
  exchange: exchangeOf(message.type),
  routingKey: message.type,
  messageId: message.id,
  headers: {},
  body: encode(message),
});
