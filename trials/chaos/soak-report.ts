import Table from "cli-table3";
import type { Sample } from "./samples.ts";
import { type Course, courseOf } from "./trend.ts";

export interface Soak {
  readonly samples: readonly Sample[];
  /** Taken at rest. */
  readonly last: Sample;
  readonly tookMs: number;
  /** Orders that were found in the end, and that customers know of. */
  readonly orders: number;
  readonly placed: number;
  readonly refused: number;
  readonly violations: readonly string[];
}

interface Line extends Course {
  readonly what: string;
  /** Why it may grow; undefined where it must not. */
  readonly may: string | undefined;
}

/** A soak as one object and as a table; good when nothing grew that must not, and no promise was broken. */
export function soakReport(soak: Soak): {
  readonly object: object;
  readonly text: string;
  readonly good: boolean;
} {
  const { last, orders, placed, refused, samples, tookMs } = soak;
  const lost = Math.max(0, placed - orders);
  const violations = [...soak.violations, ...(lost > 0 ? [`${lost} orders are lost`] : [])];
  const lines = Object.keys(samples[0]?.held ?? {}).map((what) => lineOf(what, samples));
  const growing = lines.filter(({ flat, may }) => !flat && may === undefined);
  const good = violations.length === 0 && growing.length === 0;
  const { deliveries, processed } = last;
  const minutes = Math.round(tookMs / 6_000) / 10;
  const figures = { minutes, orders, refused, deliveries, processed, lost };
  return { object: { good, ...figures, violations, lines, samples }, text: textOf(), good };

  function textOf(): string {
    const table = new Table({
      head: ["", "mean", "an hour", ""],
      colAligns: ["left", "right", "right", "left"],
      style: { head: [], border: [], compact: true },
    });
    for (const { flat, may, mean, perHour, what } of lines) {
      table.push([what, number(mean), signed(perHour), flat ? "flat" : (may ?? "GROWS")]);
    }
    const perSecond = Math.round(deliveries.all / (tookMs / 1_000));
    return [
      `${minutes} min: ${orders} orders, ${refused} requests refused, ${deliveries.all} deliveries (${perSecond} a second)`,
      `${deliveries.duplicates} duplicates, ${deliveries.retried} tried again, ${deliveries.parked} parked, ${lost} lost`,
      table.toString(),
      ...violations.map((violation) => `✗ ${violation}`),
      good
        ? "✓ everything is flat, and every promise was kept"
        : "✗ something grows, or a promise was broken",
    ].join("\n");
  }
}

function lineOf(what: string, samples: readonly Sample[]): Line {
  const points = samples.map(({ atMs, held }) => ({ atMs, value: held[what] ?? 0 }));
  return { what, ...courseOf(points, littleOf(what)), may: mayGrow(what) };
}

/** What is too little to speak of, in half of a soak: megabytes, handles, messages. */
function littleOf(what: string): number {
  if (what.startsWith("memory")) return 10;
  return what.startsWith("handles") ? 5 : 50;
}

function mayGrow(what: string): string | undefined {
  if (what === "memory of mongodb (MB)")
    return "fills its cache of 0.5 GB, and remembers messages for 14 days";
  return what === "memory of provider (MB)" ? "is outside, and keeps its ledger in memory" : undefined;
}

const number = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const signed = (value: number): string => `${value < 0 ? "-" : "+"}${number(Math.abs(value))}`;
