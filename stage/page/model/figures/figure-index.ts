import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";

/** Something that a figure counts. */
export interface Sample {
  readonly position: number;
  readonly at: number;
  readonly counts: "placed" | "delivered" | "retried" | "parked" | "batch";
  /** The size of a batch; how long a delivery took, in milliseconds, or NaN if its beginning is not known; otherwise 1. */
  readonly value: number;
}

/** How long an outbox entry waited. */
export interface Waited {
  readonly position: number;
  readonly at: number;
  /** When it was settled; undefined if it has not been. */
  settled: { readonly position: number; readonly at: number } | undefined;
}

/** What the figures need of a log, so that drawing them does not read the whole log. */
export interface FigureIndex {
  readonly samples: readonly Sample[];
  readonly waits: readonly Waited[];
  /** Reads what was appended since the last time. */
  catchUp(): void;
}

/** A page that is watched for hours forgets the older half of more than this. */
const most = 200_000;

export function createFigureIndex(log: NarrativeLog): FigureIndex {
  const samples: Sample[] = [];
  const waits: Waited[] = [];
  const waiting = new Map<string, Waited>();
  const placedAt = new Map<string, number>();
  let next = 0;

  function settle(ids: readonly string[], position: number, at: number): void {
    for (const id of ids) {
      const one = waiting.get(id);
      if (one) one.settled = { position, at };
      waiting.delete(id);
    }
  }

  function takeHandled(
    { at, message, service }: Extract<Entry, { kind: "handled" }>,
    position: number,
  ): void {
    const { subject, type } = message;
    if (service !== "orders") return;
    if (type === "orders.place-order") {
      samples.push({ position, at, counts: "placed", value: 1 });
      placedAt.set(subject, at);
    } else if (type.startsWith("couriers.order-delivered.")) {
      const value = at - (placedAt.get(subject) ?? Number.NaN);
      placedAt.delete(subject);
      samples.push({ position, at, counts: "delivered", value });
    }
  }

  function take(entry: Entry, position: number): void {
    const { at } = entry;
    switch (entry.kind) {
      case "batch":
        samples.push({ position, at, counts: "batch", value: entry.size });
        break;
      // A call that failed is made again by the outbox, without a retry tier.
      case "call":
        if (entry.attempt > 1) samples.push({ position, at, counts: "retried", value: 1 });
        break;
      case "retried":
      case "parked":
        samples.push({ position, at, counts: entry.kind, value: 1 });
        break;
      case "handled":
        takeHandled(entry, position);
        break;
      case "settled":
        settle(entry.ids, position, at);
        break;
      case "committed":
        settle(entry.change.settled, position, at);
        for (const { id } of entry.change.outbox) {
          if (waiting.has(id)) continue;
          const one: Waited = { position, at, settled: undefined };
          waiting.set(id, one);
          waits.push(one);
        }
    }
  }

  return {
    samples,
    waits,
    catchUp() {
      for (next = Math.max(next, log.first); next < log.end; next += 1) {
        const entry = log.entry(next);
        if (entry) take(entry, next);
      }
      for (const list of [samples, waits]) if (list.length > most) list.splice(0, most / 2);
    },
  };
}
