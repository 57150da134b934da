import type { FigureIndex, Sample, Waited } from "./figure-index.ts";

/** What happened over time, in bins of equal length. Null is what is not known: nothing to measure, or still to come. */
export interface FiguresOverTime {
  /** The middle of each bin, in seconds since the beginning. */
  readonly at: readonly number[];
  readonly placed: Values;
  readonly delivered: Values;
  readonly retried: Values;
  readonly parked: Values;
  /** The mean size of the batches; null where there were none. */
  readonly batch: Values;
  /** The age of the oldest outbox entry, the highest in each bin, in seconds. */
  readonly outboxAge: Values;
  /** From order to delivery, the mean in seconds; null where nothing was delivered. */
  readonly latency: Values;
}

type Values = readonly (number | null)[];

/** Times in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The time that is shown; what comes after it has not happened. */
  readonly now: number;
  /**
   * Counts are given per this time, in milliseconds: 60,000 gives orders a minute. A bin counts all of the minute before its end, also
   * where it is shorter: one order is one a minute, and not sixty for a second.
   */
  readonly per: number;
}

const bins = 60;

/** What happened between two times, up to a position of the log. */
export function figuresOf(index: FigureIndex, position: number, span: Span): FiguresOverTime {
  index.catchUp();
  const { from, now, per, to } = span;
  const binMs = Math.max(1_000, (to - from) / bins);
  const windowMs = Math.max(per, binMs);
  const binOf = (ms: number): number => Math.min(bins - 1, Math.max(0, Math.floor((ms - from) / binMs)));
  const isShown = ({ at, position: its }: Sample | Waited) => its < position && at >= from;
  const of = (counts: Sample["counts"]) =>
    index.samples.filter((sample) => sample.counts === counts && isShown(sample));
  const untilNow = (values: Values): Values => values.map((value, i) => (i <= binOf(now) ? value : null));
  const rate = (samples: readonly Sample[]): Values => {
    const counts = zeros();
    for (const { at } of samples) {
      const [first, end] = [binOf(at), Math.min(bins, Math.ceil((at + windowMs - from) / binMs) - 1)];
      for (let bin = first; bin < Math.max(end, first + 1); bin += 1) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return untilNow(counts.map((count) => (count * per) / windowMs));
  };
  const mean = (samples: readonly Sample[]): Values => {
    const counts = sum(samples, binOf, () => 1);
    return sum(samples, binOf, ({ value }) => value).map((all, i) => (counts[i] ? all / counts[i] : null));
  };
  const delivered = of("delivered");
  return {
    at: zeros().map((_, i) => ((i + 0.5) * binMs) / 1_000),
    placed: rate(of("placed")),
    delivered: rate(delivered),
    retried: rate(of("retried")),
    parked: rate(of("parked")),
    batch: mean(of("batch")),
    outboxAge: untilNow(agesOf(index.waits.filter(isShown), position, span, binMs)),
    latency: mean(delivered.filter(({ value }) => !Number.isNaN(value))).map((ms) => ms && ms / 1_000),
  };
}

const zeros = (): number[] => Array.from({ length: bins }, () => 0);

function sum(
  samples: readonly Sample[],
  binOf: (ms: number) => number,
  amountOf: (sample: Sample) => number,
): readonly number[] {
  const sums = zeros();
  for (const sample of samples) {
    const bin = binOf(sample.at);
    sums[bin] = (sums[bin] ?? 0) + amountOf(sample);
  }
  return sums;
}

/** How old the oldest outbox entry is: the relay publishes at once, so an age means that something is away or dead. */
function agesOf(
  waits: readonly Waited[],
  position: number,
  { from, now }: Span,
  binMs: number,
): readonly number[] {
  const ages = zeros();
  for (const { at, settled } of waits) {
    const end = settled && settled.position < position ? settled.at : now;
    const last = Math.min(bins - 1, Math.floor((end - from) / binMs));
    for (let bin = Math.floor((at - from) / binMs); bin <= last; bin += 1) {
      const age = Math.min(end, from + (bin + 1) * binMs) - at;
      ages[bin] = Math.max(ages[bin] ?? 0, age / 1_000);
    }
  }
  return ages;
}
