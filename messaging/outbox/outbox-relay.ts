import { backoff } from "../backoff.ts";
import type { Publication } from "../broker.ts";
import { pause } from "../clock.ts";
import type { Contracts } from "../contracts.ts";
import { NotConfirmed, type Unconfirmed } from "../errors.ts";
import type { Supervised } from "../instance/store-health.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import { invariant } from "../invariant.ts";
import type { Message } from "../message.ts";
import type { EventsEntry } from "../outbox-entry.ts";
import { encode } from "../wire/envelope.ts";

export interface OutboxRelayOptions extends Supervised {
  /** A publication batch takes no further entry once it holds this many events. */
  readonly maxBatch: number;
  /**
   * With this many events in memory the relay takes no further entry; it stays in the outbox for the sweeper.
   */
  readonly maxWaiting: number;
}

export type OutboxRelay = ReturnType<typeof createOutboxRelay>;

/**
 * Publishes committed events, and settles them once the broker has confirmed them. After a crash between the
 * two they are published again: at least once. Consumers deduplicate by message id. The instance that
 * committed or claimed an entry owns it until its lease ends (`policies/leases.ts`); no other publishes it meanwhile.
 */
export function createOutboxRelay(options: OutboxRelayOptions) {
  const { clock, random, report, maxBatch, maxWaiting, signal } = options;
  const waiting: EventsEntry[] = [];
  /** The number of events in each entry that waits or is being published. */
  const held = new Map<string, number>();
  let events = 0;
  let outages = 0;
  let isPublishing = false;
  const loop = createWorkLoop(() => waiting.length > 0, publishNext, signal);

  async function publishNext(): Promise<void> {
    const batch = nextBatch();
    isPublishing = true;
    const failed = await publish(options, batch);
    isPublishing = failed.size > 0;
    await settle(options, batch, failed);
    const unknown = batch.filter(({ messages }) => messages.some(({ id }) => failed.get(id) === "unknown"));
    for (const entry of batch) if (!unknown.includes(entry)) release(entry);
    if (failed.size > 0) report({ kind: "waiting", for: "broker", why: complaint(batch, failed) });
    outages = unknown.length > 0 ? outages + 1 : 0;
    const again = unknown.map((entry) => ({
      ...entry,
      messages: leftOf(entry, failed),
      attempts: entry.attempts + 1,
    }));
    waiting.unshift(...again);
    isPublishing = false;
    if (outages === 0) return;
    await pause(clock, backoff(outages, random()), signal);
  }

  /** Whole entries: events that were committed together are published together. */
  function nextBatch(): readonly EventsEntry[] {
    let many = 0;
    const enough = waiting.findIndex(({ messages }) => {
      many += messages.length;
      return many >= maxBatch;
    });
    return waiting.splice(0, enough < 0 ? waiting.length : enough + 1);
  }

  function release({ id }: EventsEntry): void {
    const many = held.get(id);
    invariant(many !== undefined, `the relay let go of ${id}, which it does not have`);
    held.delete(id);
    events -= many;
    invariant(
      events >= 0 && (held.size > 0 || events === 0),
      `the relay counts ${events} events in ${held.size} entries`,
    );
  }

  return {
    /** Takes events to publish, in order of commit; ignores those it already has. */
    take(entries: readonly EventsEntry[]): void {
      for (const entry of entries) {
        if (held.has(entry.id) || events >= maxWaiting) continue;
        held.set(entry.id, entry.messages.length);
        events += entry.messages.length;
        waiting.push(entry);
      }
      loop.wake();
    },
    /** True from the first publication with an unknown result until one is confirmed. */
    isStuck: (): boolean => outages > 0,
    /** False while the broker is away or many events wait: claiming more would only let their leases expire. */
    wantsMore: (): boolean => outages === 0 && events < maxWaiting / 2,
    /** Whether it holds events that are still to be published. */
    isBusy: (): boolean => isPublishing || waiting.length > 0,
    idle: loop.idle,
  };
}

type Why = Unconfirmed["why"];

/**
 * For each unconfirmed event, the reason, by id. If a result is unknown, the broker is away: the entry is
 * published again first, and later entries wait. Events that the broker returned or refused are left to the
 * sweeper: later entries need not wait.
 */
async function publish(
  { broker, contracts }: OutboxRelayOptions,
  entries: readonly EventsEntry[],
): Promise<Map<string, Why>> {
  const events = entries.flatMap(({ messages }) => messages);
  try {
    await broker.publish(events.map((event) => publicationOf(event, contracts)));
    return new Map();
  } catch (error) {
    if (!(error instanceof NotConfirmed)) return new Map(events.map(({ id }) => [id, "unknown"]));
    return new Map(error.failed.map(({ publication, why }) => [publication.messageId, why]));
  }
}

/**
 * Settles what the broker has confirmed. If that fails, the sweeper finds the entries and publishes them
 * again.
 */
async function settle(
  { store, report, health }: OutboxRelayOptions,
  batch: readonly EventsEntry[],
  failed: ReadonlyMap<string, Why>,
): Promise<void> {
  const done: string[] = [];
  const inPart: { readonly id: string; readonly left: readonly string[] }[] = [];
  for (const entry of batch) {
    const { attempts, id, messages } = entry;
    for (const message of messages) {
      if (!failed.has(message.id)) report({ kind: "published", message, again: attempts > 0 });
    }
    const left = leftOf(entry, failed).map((message) => message.id);
    if (left.length === 0) done.push(id);
    else if (left.length < messages.length) inPart.push({ id, left });
  }
  try {
    if (done.length > 0) await store.settle(done);
    for (const { id, left } of inPart) await store.leaveOnly(id, left);
  } catch (error) {
    health.failed("bookkeeping", error);
  }
}

/** The events of an entry that were not confirmed. */
const leftOf = ({ messages }: EventsEntry, failed: ReadonlyMap<string, Why>): readonly Message[] =>
  messages.filter(({ id }) => failed.has(id));

function complaint(batch: readonly EventsEntry[], failed: ReadonlyMap<string, Why>): string {
  const first = batch.flatMap(({ messages }) => messages).find(({ id }) => failed.has(id));
  const why = first && failed.get(first.id);
  const more = failed.size > 1 ? `, and ${failed.size - 1} more` : "";
  if (why === "unroutable") {
    return `no queue takes ${first?.type}${more}: load definitions.json into the broker`;
  }
  return `${first?.type} was not confirmed (${why})${more}`;
}

/** The publication of an event, routed by its type. */
export const publicationOf = (message: Message, contracts: Contracts): Publication => ({
  exchange: contracts.exchangeOf(message.type),
  routingKey: message.type,
  messageId: message.id,
  headers: {},
  body: encode(message, contracts),
});
