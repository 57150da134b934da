import type { Entry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";

/** What happened over time, in bins of equal length. */
export interface FiguresOverTime {
  /** The middle of each bin, in seconds since the beginning. */
  readonly at: readonly number[];
  readonly placed: readonly number[];
  readonly delivered: readonly number[];
  readonly retried: readonly number[];
  readonly parked: readonly number[];
  /** The mean size of the batches; null where there were none. */
  readonly batch: readonly (number | null)[];
  /** The age of the oldest outbox entry, the highest in each bin, in seconds. */
  readonly outboxAge: readonly number[];
  /** From order to delivery, the mean in seconds; null where nothing was delivered. */
  readonly latency: readonly (number | null)[];
}

const bins = 60;

/** Times in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
  /** The time that is shown; what comes after it has not happened. */
  readonly now: number;
  /** Counts are given per this time, in milliseconds: 60,000 gives orders a minute. */
  readonly per: number;
}

/** What happened between two times, up to a position of the log. */
export function figuresOf(
  log: NarrativeLog,
  position: number,
  { from, now, per, to }: Span,
): FiguresOverTime {
  const binMs = Math.max(1_000, (to - from) / bins);
  const binOf = (ms: number): number => Math.min(bins - 1, Math.floor((ms - from) / binMs));
  const endOf = (bin: number): number => Math.min(to, from + (bin + 1) * binMs);
  const counts = createCounts();
  const outbox = createOutboxAges(binOf, endOf);
  const { entries } = log;
  const last = Math.min(entries.length, position - log.first);
  for (let i = 0; i < last; i += 1) {
    const entry = entries[i];
    if (!entry || entry.at < from) continue;
    counts.take(entry, binOf(entry.at));
    outbox.take(entry);
  }
  const rate = (sums: readonly number[]) => sums.map((sum) => (sum * per) / binMs);
  return {
    at: counts.placed.map((_, i) => ((i + 0.5) * binMs) / 1_000),
    placed: rate(counts.placed),
    delivered: rate(counts.delivered),
    retried: rate(counts.retried),
    parked: rate(counts.parked),
    batch: mean(counts.batched, counts.batches),
    outboxAge: outbox.until(now).map((ms) => ms / 1_000),
    latency: mean(counts.tookMs, counts.arrived).map((ms) => ms && ms / 1_000),
  };
}

const zeros = (): number[] => Array.from({ length: bins }, () => 0);

const mean = (sums: readonly number[], of: readonly number[]): readonly (number | null)[] =>
  sums.map((sum, i) => ((of[i] ?? 0) === 0 ? null : sum / (of[i] ?? 1)));

const add = (to: number[], bin: number, amount = 1): void => {
  to[bin] = (to[bin] ?? 0) + amount;
};

/** Counts by bin. */
function createCounts() {
  const placedAt = new Map<string, number>();
  const counts = {
    placed: zeros(),
    delivered: zeros(),
    retried: zeros(),
    parked: zeros(),
    batches: zeros(),
    batched: zeros(),
    arrived: zeros(),
    tookMs: zeros(),
    take(entry: Entry, bin: number): void {
      if (entry.kind === "batch") {
        add(counts.batches, bin);
        add(counts.batched, bin, entry.size);
      } else if (entry.kind === "retried") add(counts.retried, bin);
      else if (entry.kind === "parked") add(counts.parked, bin);
      else if (entry.kind === "handled" && entry.service === "orders") handled(entry, bin);
    },
  };

  function handled({ at, message }: Extract<Entry, { kind: "handled" }>, bin: number): void {
    const { subject, type } = message;
    if (type === "orders.place-order") {
      add(counts.placed, bin);
      placedAt.set(subject, at);
    }
    if (!type.startsWith("couriers.order-delivered.")) return;
    add(counts.delivered, bin);
    const began = placedAt.get(subject);
    if (began === undefined) return;
    add(counts.arrived, bin);
    add(counts.tookMs, bin, at - began);
  }
  return counts;
}

/** How old the oldest outbox entry is: the relay publishes at once, so an age means that something is away or dead. */
function createOutboxAges(binOf: (ms: number) => number, endOf: (bin: number) => number) {
  /** The times of the entries that wait; a map keeps the order in which they came. */
  const waiting = new Map<string, number>();
  const ages = zeros();
  let reached = 0;

  const aged = (bin: number, ms: number) => {
    ages[bin] = Math.max(ages[bin] ?? 0, ms);
  };

  /** Whatever waits at the end of a bin has that age there. */
  function pass(bin: number): void {
    const [oldest] = waiting.values();
    if (oldest !== undefined) for (let b = reached; b < bin; b += 1) aged(b, Math.max(0, endOf(b) - oldest));
    reached = bin;
  }

  function settle(ids: readonly string[], at: number): void {
    for (const id of ids) {
      const since = waiting.get(id);
      if (since === undefined) continue;
      waiting.delete(id);
      aged(reached, at - since);
    }
  }

  return {
    take(entry: Entry): void {
      if (entry.kind !== "committed" && entry.kind !== "settled") return;
      pass(binOf(entry.at));
      settle(entry.kind === "settled" ? entry.ids : entry.change.settled, entry.at);
      const added = entry.kind === "settled" ? [] : entry.change.outbox;
      for (const { id } of added) if (!waiting.has(id)) waiting.set(id, entry.at);
    },
    until(now: number): readonly number[] {
      const end = binOf(now);
      pass(end);
      const [oldest] = waiting.values();
      if (oldest !== undefined) aged(end, now - oldest);
      return ages;
    },
  };
}
