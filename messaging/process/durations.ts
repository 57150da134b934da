import type { Variable } from "./environment.ts";

type Duration = Extract<Variable, { type: "string" }>;

/** An environment variable that is a duration, such as "15m". */
export const duration = <const Default extends string>(defaultValue: Default, description: string) =>
  ({
    type: "string",
    pattern: "^[0-9]{1,6}(ms|s|m|h)$",
    default: defaultValue,
    description: `${description}, such as 500ms, 10s, 15m, 1h`,
  }) satisfies Duration;

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * A duration in milliseconds.
 *
 * @throws Error if it is not a number with a unit: ms, s, m or h
 */
export function durationMs(text: string): number {
  const [, number, unit = ""] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  const unitMs = unitsMs[unit];
  if (unitMs === undefined) throw new Error(`"${text}" is not a duration: write 500ms, 10s, 15m or 1h`);
  return Number(number) * unitMs;
}
