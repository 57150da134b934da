import { type Instant, instant } from "../instant.ts";
import type { Message } from "../message.ts";
import { type CallEntry, eventsEntry } from "../outbox-entry.ts";
import {
  type Change,
  type Key,
  keyText,
  type Loaded,
  type ProcessedMessage,
  type Versioned,
} from "../store.ts";
import type { Timer } from "../timer.ts";

/** What a batch has loaded, and what its messages have decided so far. */
export interface Batch {
  /** The current time, in milliseconds since 1970 and as an instant. */
  readonly now: number;
  readonly at: Instant;
  readonly processed: Map<string, ProcessedMessage>;
  readonly documents: Map<string, Versioned>;
  readonly saved: Map<string, { key: Key; loaded: number }>;
  readonly fresh: ProcessedMessage[];
  readonly events: Message[];
  readonly calls: CallEntry[];
  readonly cancelled: Set<string>;
  timers: Timer[];
  readonly settled: string[];
}

export const startBatch = (loaded: Loaded, now: number): Batch => ({
  now,
  at: instant(now),
  processed: new Map(loaded.processed),
  documents: new Map(loaded.documents),
  saved: new Map(),
  fresh: [],
  events: [],
  calls: [],
  cancelled: new Set(),
  timers: [],
  settled: [],
});

/** The checked effects of one message. */
export interface Planned {
  readonly saves: readonly { readonly key: Key; readonly document: object }[];
  readonly events: readonly Message[];
  readonly calls: readonly CallEntry[];
  readonly timers: readonly Timer[];
  readonly cancelTimers: readonly string[];
}

/** Adds the effects of one message. */
export function apply(effects: Planned, batch: Batch): void {
  for (const { key, document } of effects.saves) {
    const text = keyText(key);
    const version = versionOf(key, batch);
    batch.documents.set(text, { version: version + 1, document });
    if (!batch.saved.has(text)) batch.saved.set(text, { key, loaded: version });
  }
  batch.events.push(...effects.events);
  batch.calls.push(...effects.calls);
  for (const name of effects.cancelTimers) {
    batch.cancelled.add(name);
    batch.timers = batch.timers.filter((timer) => timer.name !== name);
  }
  batch.timers.push(...effects.timers);
}

/** The change that commits the batch. */
export const changeOf = (batch: Batch): Change => ({
  processed: batch.fresh,
  documents: [...batch.saved].flatMap(([text, { key, loaded }]) => {
    const { version, document } = batch.documents.get(text) ?? {};
    return document && version ? [{ key, loaded, version, document }] : [];
  }),
  outbox: [...eventsEntry(batch.events, batch.now), ...batch.calls],
  cancelled: [...batch.cancelled],
  timers: batch.timers,
  settled: batch.settled,
});

/** The current version of a document; 0 if it does not exist. */
export const versionOf = (key: Key, batch: Batch): number => batch.documents.get(keyText(key))?.version ?? 0;
