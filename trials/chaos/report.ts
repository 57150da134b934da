import Table from "cli-table3";
import { quantile } from "#trials/bench/statistics.ts";
import { lost } from "./evidence.ts";
import type { RoundDone, StepDone } from "./round.ts";

/** What was found out about one fault, or about several at once. */
export interface Line {
  readonly fault: string;
  readonly rounds: number;
  readonly struck: number;
  readonly orders: number;
  readonly deliveries: number;
  readonly duplicates: number;
  readonly retries: number;
  readonly parked: number;
  readonly lost: number;
  readonly wrong: number;
  /** Seconds; missing when it was never seen alone. */
  readonly recoveredP50: number | undefined;
  readonly recoveredP99: number | undefined;
}

export interface Report {
  readonly lines: readonly Line[];
  /** How often each fault struck, alone and together with others. */
  readonly struck: Readonly<Record<string, number>>;
  readonly notDone: Readonly<Record<string, string>>;
  readonly violations: readonly string[];
  /** Rounds that were cut short because a fault could not strike. */
  readonly stumbled: readonly string[];
}

const together = "several at once";

/** Sums up rounds: a line for each fault that struck alone, and one for those that struck together. */
export function reportOf(rounds: readonly RoundDone[], notDone: Readonly<Record<string, string>>): Report {
  const nameOf = ({ struck }: StepDone) => {
    const names = Object.keys(struck);
    return names.length === 1 ? (names[0] ?? "") : together;
  };
  // A round that broke at its first strike has a line as well.
  const namesIn = ({ name, steps }: RoundDone) => (steps.length === 0 ? [name] : steps.map(nameOf));
  const names = [...new Set(rounds.flatMap(namesIn))];
  const struck: Record<string, number> = {};
  for (const step of rounds.flatMap(({ steps }) => steps))
    for (const [name, times] of Object.entries(step.struck)) struck[name] = (struck[name] ?? 0) + times;
  return {
    lines: names.map((fault) =>
      lineOf(
        fault,
        rounds.filter((round) => namesIn(round).includes(fault)),
        (step) => nameOf(step) === fault,
      ),
    ),
    struck,
    notDone,
    stumbled: rounds.flatMap(({ name, stumbled }) =>
      stumbled === undefined ? [] : [`${name}: ${stumbled}`],
    ),
    violations: rounds.flatMap(({ name, violations }) =>
      violations.map((violation) => `${name}: ${violation}`),
    ),
  };
}

function lineOf(fault: string, rounds: readonly RoundDone[], isMeant: (step: StepDone) => boolean): Line {
  const steps = rounds.flatMap((round) => round.steps.filter(isMeant));
  const sum = (pick: (step: StepDone) => number) => steps.reduce((total, step) => total + pick(step), 0);
  const violations = rounds.flatMap((round) => round.violations);
  const recovered = steps.map(({ recoveredMs }) => recoveredMs / 1_000);
  return {
    fault,
    rounds: rounds.length,
    struck: sum((step) => Object.values(step.struck).reduce((total, times) => total + times, 0)),
    orders: sum((step) => step.orders),
    deliveries: sum(({ wire }) => wire.deliveries),
    duplicates: sum(({ wire }) => wire.duplicates),
    retries: sum(({ wire }) => wire.retries),
    parked: sum(({ wire }) => wire.parked),
    lost: lost(violations),
    wrong: violations.length - lost(violations),
    recoveredP50: recovered.length > 0 ? quantile(recovered, 0.5) : undefined,
    recoveredP99: recovered.length > 0 ? quantile(recovered, 0.99) : undefined,
  };
}

/** The report for a person. */
export function tableOf({ lines, notDone, stumbled, violations }: Report): string {
  const numbers = [
    "rounds",
    "struck",
    "orders",
    "deliveries",
    "wire duplicates",
    "retries",
    "parked",
    "lost",
    "wrong",
  ];
  const head = ["fault", ...numbers, "recovers p50", "p99"];
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
      struck,
      wrong,
    } = line;
    const counts = [rounds, struck, orders, deliveries, duplicates, retries, parked, line.lost, wrong];
    table.push([fault, ...counts, inSeconds(recoveredP50), inSeconds(recoveredP99)]);
  }
  return [
    table.toString(),
    ...Object.entries(notDone).map(([fault, why]) => `!!! NOT DONE: ${fault}: ${why}`),
    ...stumbled.map((why) => `!!! COULD NOT BE DONE: ${why}`),
    ...violations.map((violation) => `✗ ${violation}`),
    violations.length === 0 ? "✓ nothing is lost, and nothing had a wrong effect" : "✗ a promise was broken",
  ].join("\n");
}

const inSeconds = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(1)} s`);
