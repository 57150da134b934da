import Table from "cli-table3";
import { count } from "#stage/narrative/text/words.ts";
import { allowedGrowth, negligibleFor } from "./allowed-growth.ts";
import type { Sample } from "./samples.ts";
import { type Trend, trendOf } from "./trend.ts";

export interface Soak {
  readonly samples: readonly Sample[];
  /** The sample at rest. */
  readonly last: Sample;
  readonly tookMs: number;
  /** Orders found in the database at the end. */
  readonly orders: number;
  readonly placed: number;
  readonly refused: number;
  readonly violations: readonly string[];
}

interface Line extends Trend {
  readonly what: string;
  /** Why it may grow; undefined if it must not. */
  readonly allowed: string | undefined;
}

/** Reports a soak as an object and as a table. It is good if nothing grew unexpectedly and no invariant is broken. */
export function soakReport(soak: Soak): {
  readonly object: object;
  readonly text: string;
  readonly good: boolean;
} {
  const { last, orders, placed, refused, samples, tookMs } = soak;
  const lost = Math.max(0, placed - orders);
  const violations = [...soak.violations, ...(lost > 0 ? [`${count(lost, "order")} lost`] : [])];
  const lines = Object.keys(samples[0]?.held ?? {}).map((what) => lineOf(what, samples));
  const growing = lines.filter(({ flat, allowed }) => !flat && allowed === undefined);
  const good = violations.length === 0 && growing.length === 0;
  const { deliveries, processed } = last;
  const minutes = Math.round(tookMs / 6_000) / 10;
  const figures = { minutes, orders, refused, deliveries, processed, lost };
  return { object: { good, ...figures, violations, lines, samples }, text: textOf(), good };

  function textOf(): string {
    const table = new Table({
      head: ["", "mean", "per hour", ""],
      colAligns: ["left", "right", "right", "left"],
      style: { head: [], border: [], compact: true },
    });
    for (const { flat, allowed, mean, perHour, what } of lines) {
      table.push([what, number(mean), signed(perHour), flat ? "flat" : (allowed ?? "GROWS")]);
    }
    const perSecond = Math.round(deliveries.all / (tookMs / 1_000));
    return [
      `${minutes} min: ${count(orders, "order")}, ${count(refused, "request")} refused, ${count(deliveries.all, "delivery")} (${perSecond} per second)`,
      `${count(deliveries.duplicates, "duplicate")}, ${deliveries.retried} retried, ${deliveries.parked} parked, ${lost} lost`,
      table.toString(),
      ...violations.map((violation) => `✗ ${violation}`),
      good
        ? "✓ everything is flat, and every invariant holds"
        : "✗ something grows, or an invariant is broken",
    ].join("\n");
  }
}

function lineOf(what: string, samples: readonly Sample[]): Line {
  const points = samples.map(({ atMs, held }) => ({ atMs, value: held[what] ?? 0 }));
  return { what, ...trendOf(points, negligibleFor(what)), allowed: allowedGrowth(what) };
}

const number = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const signed = (value: number): string => `${value < 0 ? "-" : "+"}${number(Math.abs(value))}`;
