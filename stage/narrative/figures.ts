import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Entry } from "./entry.ts";
import { statusOf } from "./status-of.ts";

/** The company's current figures. */
export interface Figures {
  readonly placed: number;
  /** Orders that have not ended. */
  readonly inFlight: number;
  readonly delivered: number;
  readonly cancelled: number;
  readonly refunded: number;
  /** Orders that were not accepted. */
  readonly refused: number;
  /** Messages that are parked now: an operator can have redriven or dropped others. */
  readonly parked: number;
  /** From the commit of an event until a consumer has handled it, in milliseconds; undefined if none was handled lately. */
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
}

const columns = [
  "open",
  "delivered",
  "cancelled",
  "refunded",
  "refused",
  "parked",
  "p50 ms",
  "p99 ms",
] as const;

/** What stands in the columns of `figuresText`. */
export const figuresHeader: string = columns.map((name) => `  ${name}`).join("");

/** The figures as a line of a table: with a time before it, it fits a terminal of 80 columns. */
export function figuresText(figures: Figures): string {
  const { cancelled, delivered, inFlight, p50Ms, p99Ms, parked, refunded, refused } = figures;
  const values = [inFlight, delivered, cancelled, refunded, refused, parked, p50Ms, p99Ms];
  return columns.map((name, i) => String(values[i] ?? "–").padStart(name.length + 2)).join("");
}

/** Counts from entries, one at a time. */
export interface FigureCounter {
  take(entry: Entry): void;
  /** How many orders have not ended. */
  inFlight(): number;
  /** The figures, with those that no entry counts; latencies are those since the last call. */
  read(others: Pick<Figures, "parked">): Figures;
}

/** An event that no consumer has handled after this time, in milliseconds, is no longer measured. */
const longestMs = 60_000;

export function createFigures(): FigureCounter {
  const counts = { placed: 0, delivered: 0, cancelled: 0, refunded: 0, refused: 0 };
  const committedAt = new Map<string, number>();
  let latencies: number[] = [];

  function count(status: unknown, before: unknown): void {
    if (before === undefined) counts.placed += 1;
    if (status === before) return;
    if (status === "delivered") counts.delivered += 1;
    if (status === "cancelled") counts.cancelled += 1;
  }

  return {
    take(entry) {
      if (entry.kind === "refund") counts.refunded += 1;
      if (entry.kind === "orders-refused") counts.refused += entry.count;
      if (entry.kind === "handled") {
        const began = committedAt.get(entry.message.id);
        if (began !== undefined) latencies.push(entry.at - began);
      }
      if (entry.kind !== "committed") return;
      for (const { id } of eventsIn(entry.change.outbox)) committedAt.set(id, entry.at);
      forgetBefore(committedAt, entry.at - longestMs);
      for (const [i, { document, key }] of entry.change.documents.entries()) {
        if (key.collection === "orders") count(statusOf(document), statusOf(entry.before[i]));
      }
    },
    inFlight: () => counts.placed - counts.delivered - counts.cancelled,
    read(others) {
      const sorted = latencies.sort((a, b) => a - b);
      latencies = [];
      const { cancelled, delivered, placed } = counts;
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
      return {
        ...counts,
        ...others,
        inFlight: placed - delivered - cancelled,
        p50Ms: at(0.5),
        p99Ms: at(0.99),
      };
    },
  };
}

/** Removes the oldest times; a map keeps insertion order. */
function forgetBefore(times: Map<string, number>, ms: number): void {
  for (const [id, at] of times) {
    if (at >= ms) return;
    times.delete(id);
  }
}
