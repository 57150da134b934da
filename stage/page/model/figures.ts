import type { NarrativeLog } from "../../narrative/log.ts";

/** Counts over time, in bins of equal length. */
export interface FiguresOverTime {
  /** The middle of each bin, in seconds since the beginning. */
  readonly at: readonly number[];
  readonly binMs: number;
  readonly placed: readonly number[];
  readonly delivered: readonly number[];
  readonly retried: readonly number[];
  readonly parked: readonly number[];
  /** The mean size of the batches, or null where there were none. */
  readonly batch: readonly (number | null)[];
  /** From order to delivery, the mean in minutes, or null where nothing was delivered. */
  readonly latency: readonly (number | null)[];
}

const bins = 60;

/** What happened between two times, up to a position of the log. */
export function figuresOf(log: NarrativeLog, position: number, from: number, to: number): FiguresOverTime {
  const binMs = Math.max(1_000, (to - from) / bins);
  const counts = () => Array.from({ length: bins }, () => 0);
  const [placed, delivered, retried, parked] = [counts(), counts(), counts(), counts()];
  const [batches, batched, arrived, took] = [counts(), counts(), counts(), counts()];
  const placedAt = new Map<string, number>();
  const add = (to: number[], bin: number, amount = 1) => {
    to[bin] = (to[bin] ?? 0) + amount;
  };
  for (const entry of log.entries.slice(0, Math.max(0, position - log.first))) {
    if (entry.at < from) continue;
    const bin = Math.min(bins - 1, Math.floor((entry.at - from) / binMs));
    if (entry.kind === "batch") {
      add(batches, bin);
      add(batched, bin, entry.size);
    } else if (entry.kind === "retried") add(retried, bin);
    else if (entry.kind === "parked") add(parked, bin);
    else if (entry.kind === "handled") {
      const { subject, type } = entry.message;
      if (type === "orders.place-order") {
        add(placed, bin);
        placedAt.set(subject, entry.at);
      }
      const isDelivered = entry.service === "orders" && type.startsWith("couriers.order-delivered.");
      const began = placedAt.get(subject);
      if (!isDelivered) continue;
      add(delivered, bin);
      if (began === undefined) continue;
      add(arrived, bin);
      add(took, bin, (entry.at - began) / 60_000);
    }
  }
  const mean = (sums: readonly number[], of: readonly number[]) =>
    sums.map((sum, i) => ((of[i] ?? 0) === 0 ? null : sum / (of[i] ?? 1)));
  return {
    at: placed.map((_, i) => ((i + 0.5) * binMs) / 1_000),
    binMs,
    placed,
    delivered,
    retried,
    parked,
    batch: mean(batched, batches),
    latency: mean(took, arrived),
  };
}
