import { exchangeOf } from "#contracts/topology.ts";
import type { Broker, Publication } from "./broker.ts";
import { backoff, type Clock, pause } from "./clock.ts";
import { encode } from "./envelope.ts";
import { NotConfirmed, type Unconfirmed } from "./errors.ts";
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
  /** Takes events to publish, in the order of commit. Those that it has already it does not take again. */
  take(entries: readonly EventEntry[]): void;
  /** True while the broker is away: then there is no sense in claiming what a crash left behind. */
  isStuck(): boolean;
  idle(): Promise<void>;
}

/**
 * Publishes committed events and settles them once the broker has confirmed them. Between the two a crash can happen, and
 * then they are published again: at least once. Consumers deduplicate by message id.
 */
export function createRelay(options: RelayOptions): Relay {
  const { store, clock, random, report, maxBatch, maxWaiting, signal } = options;
  const waiting: EventEntry[] = [];
  const held = new Set<string>();
  let outages = 0;
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0 && !signal.aborted) {
      const batch = waiting.splice(0, maxBatch);
      const failed = await publish(options, batch);
      await settle(batch.filter(({ id }) => !failed.has(id)));
      const unknown = batch.filter(({ id }) => failed.get(id) === "unknown");
      for (const { id } of batch) if (failed.get(id) !== "unknown") held.delete(id);
      if (failed.size > 0) report({ kind: "waiting", for: "broker", why: complaint(batch, failed) });
      outages = unknown.length > 0 ? outages + 1 : 0;
      if (outages === 0) continue;
      waiting.unshift(...unknown.map((entry) => ({ ...entry, attempts: entry.attempts + 1 })));
      await pause(clock, backoff(outages, random()), signal);
    }
    working = undefined;
  }

  /** An entry that could not be settled is found by the sweeper and published once more. */
  async function settle(confirmed: readonly EventEntry[]): Promise<void> {
    if (confirmed.length === 0) return;
    for (const { message, attempts } of confirmed) {
      report({ kind: "published", message, again: attempts > 0 });
    }
    try {
      await store.settle(confirmed.map(({ id }) => id));
    } catch (error) {
      report({ kind: "waiting", for: "store", why: String(error) });
    }
  }

  return {
    take(entries) {
      const fresh = entries.filter(({ id }) => !held.has(id)).slice(0, Math.max(0, maxWaiting - held.size));
      for (const { id } of fresh) held.add(id);
      waiting.push(...fresh);
      working ??= Promise.resolve().then(work);
    },
    isStuck: () => outages > 0,
    async idle() {
      while (working) await working;
    },
  };
}

type Why = Unconfirmed["why"];

/**
 * Why each entry that was not confirmed was not, by id. One that is unknown is published again at once, and those behind it wait:
 * the broker is away. One that the broker returned or refused is left to the sweeper: the others need not wait for it.
 */
async function publish({ broker }: RelayOptions, entries: readonly EventEntry[]): Promise<Map<string, Why>> {
  try {
    await broker.publish(entries.map(({ message }) => publicationOf(message)));
    return new Map();
  } catch (error) {
    if (!(error instanceof NotConfirmed)) return new Map(entries.map(({ id }) => [id, "unknown"]));
    return new Map(error.failed.map(({ publication, why }) => [publication.messageId, why]));
  }
}

function complaint(batch: readonly EventEntry[], failed: ReadonlyMap<string, Why>): string {
  const first = batch.find(({ id }) => failed.has(id));
  const why = first && failed.get(first.id);
  const more = failed.size > 1 ? `, and ${failed.size - 1} more` : "";
  if (why === "unroutable") {
    return `no queue takes ${first?.message.type}${more}: load definitions.json into the broker`;
  }
  return `${first?.message.type} was not confirmed (${why})${more}`;
}

/** An event as it travels: routed by its type. */
export const publicationOf = (message: Message): Publication => ({
  exchange: exchangeOf(message.type),
  routingKey: message.type,
  messageId: message.id,
  headers: {},
  body: encode(message),
});
