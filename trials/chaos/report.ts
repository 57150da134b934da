import Table from "cli-table3";
import { quantile } from "#trials/bench/statistics.ts";
import { countLost } from "./find-violations.ts";
import type { RoundResult, StepResult } from "./round.ts";

/** The results for one fault, or for several at once. */
export interface Line {
  readonly fault: string;
  readonly rounds: number;
  readonly strikes: number;
  readonly orders: number;
  readonly deliveries: number;
  readonly duplicates: number;
  readonly retries: number;
  readonly parked: number;
  readonly lost: number;
  readonly wrong: number;
  /** In seconds; undefined without a completed step. */
  readonly recoveredP50: number | undefined;
  readonly recoveredP99: number | undefined;
}

export interface Report {
  readonly lines: readonly Line[];
  /** How often each fault was injected, alone and with others. */
  readonly strikes: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, string>>;
  readonly violations: readonly string[];
  /** Rounds that were cut short because a fault could not be injected. */
  readonly notApplied: readonly string[];
}

const together = "several at once";

/** Sums up rounds: one line per fault that was injected alone, and one for faults injected together. */
export function reportOf(rounds: readonly RoundResult[], skipped: Readonly<Record<string, string>>): Report {
  const nameOf = ({ strikes }: StepResult) => {
    const names = Object.keys(strikes);
    return names.length === 1 ? (names[0] ?? "") : together;
  };
  // A round that failed at its first strike gets a line as well.
  const namesIn = ({ name, steps }: RoundResult) => (steps.length === 0 ? [name] : steps.map(nameOf));
  const names = [...new Set(rounds.flatMap(namesIn))];
  const strikes: Record<string, number> = {};
  for (const step of rounds.flatMap(({ steps }) => steps))
    for (const [name, times] of Object.entries(step.strikes)) strikes[name] = (strikes[name] ?? 0) + times;
  return {
    lines: names.map((fault) =>
      lineOf(
        fault,
        rounds.filter((round) => namesIn(round).includes(fault)),
        (step) => nameOf(step) === fault,
      ),
    ),
    strikes,
    skipped,
    notApplied: rounds.flatMap(({ name, notApplied }) =>
      notApplied === undefined ? [] : [`${name}: ${notApplied}`],
    ),
    violations: rounds.flatMap(({ name, violations }) =>
      violations.map((violation) => `${name}: ${violation}`),
    ),
  };
}

function lineOf(
  fault: string,
  rounds: readonly RoundResult[],
  isIncluded: (step: StepResult) => boolean,
): Line {
  const steps = rounds.flatMap((round) => round.steps.filter(isIncluded));
  const sum = (pick: (step: StepResult) => number) => steps.reduce((total, step) => total + pick(step), 0);
  const violations = rounds.flatMap((round) => round.violations);
  const recovered = steps.map(({ recoveredMs }) => recoveredMs / 1_000);
  return {
    fault,
    rounds: rounds.length,
    strikes: sum((step) => Object.values(step.strikes).reduce((total, times) => total + times, 0)),
    orders: sum((step) => step.orders),
    deliveries: sum(({ wire }) => wire.deliveries),
    duplicates: sum(({ wire }) => wire.duplicates),
    retries: sum(({ wire }) => wire.retries),
    parked: sum(({ wire }) => wire.parked),
    lost: countLost(violations),
    wrong: violations.length - countLost(violations),
    recoveredP50: recovered.length > 0 ? quantile(recovered, 0.5) : undefined,
    recoveredP99: recovered.length > 0 ? quantile(recovered, 0.99) : undefined,
  };
}

/** The report as text. */
export function tableOf({ lines, skipped, notApplied, violations }: Report): string {
  const numbers = [
    "rounds",
    "strikes",
    "orders",
    "deliveries",
    "wire duplicates",
    "retries",
    "parked",
    "lost",
    "wrong",
  ];
  const head = ["fault", ...numbers, "recovery p50", "p99"];
  const table = new Table({
    head,
    colAligns: head.map((_, i) => (i === 0 ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  for (const line of lines) {
    const {
      deliveries,
      duplicates,
      fault,
      orders,
      parked,
      recoveredP50,
      recoveredP99,
      retries,
      rounds,
      strikes,
      wrong,
    } = line;
    const counts = [rounds, strikes, orders, deliveries, duplicates, retries, parked, line.lost, wrong];
    table.push([fault, ...counts, inSeconds(recoveredP50), inSeconds(recoveredP99)]);
  }
  return [
    table.toString(),
    ...Object.entries(skipped).map(([fault, why]) => `!!! SKIPPED: ${fault}: ${why}`),
    ...notApplied.map((why) => `!!! FAILED TO INJECT: ${why}`),
    ...violations.map((violation) => `✗ ${violation}`),
    violations.length === 0
      ? "✓ nothing was lost, and nothing had a wrong effect"
      : "✗ an invariant is broken",
  ].join("\n");
}

const inSeconds = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(1)} s`);
