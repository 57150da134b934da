import Table from "cli-table3";
import { services } from "#contracts/hears.ts";
import { count } from "#stage/narrative/text/words.ts";
import type { Growth } from "./growth.ts";
import { deliveriesPerOrder, type Throughput } from "./measure.ts";
import type { Round } from "./rounds.ts";
import { type GoalResult, judge, median, spread } from "./statistics.ts";

export interface Measurements {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly node: string;
  };
  readonly rounds: readonly Round[];
  readonly seconds: number;
  readonly growth?: Growth;
}

type Way = "group" | "http" | "single" | "unguarded" | "bareBroker" | "groupAlone" | "unguardedAlone";

const ways: readonly (readonly [Way, string])[] = [
  ["group", "group commit, orders without HTTP"],
  ["http", "group commit, orders over HTTP"],
  ["single", "one transaction per message"],
  ["unguarded", "no guarantees"],
  ["bareBroker", "bare broker, same bytes and queues"],
  ["groupAlone", "group commit, one order at a time"],
  ["unguardedAlone", "no guarantees, one order at a time"],
];

/** Above these limits, a figure says more about the machine than about the software. */
const tooNoisy = { spread: 0.3, others: 0.1 };

/** Reports the measurements, as an object and as text. */
export function report(found: Measurements) {
  const summary = ways.map(([way, name]) =>
    summaryOf(
      name,
      found.rounds.map((round) => round[way]),
    ),
  );
  const results = goals(found);
  const warnings = warningsOf(found, summary);
  return {
    object: { ...found, summary, results, warnings },
    text: [speeds(found, summary), costs(found), goalTable(results), ...warnings].join("\n"),
  };
}

type Summary = ReturnType<typeof summaryOf>;

function summaryOf(name: string, all: readonly Throughput[]) {
  const of = (pick: (one: Throughput) => number) => median(all.map(pick));
  return {
    name,
    ordersPerSecond: of((one) => one.ordersPerSecond),
    deliveriesPerSecond: of((one) => one.deliveriesPerSecond),
    messagesPerBatch: of((one) => one.messagesPerBatch),
    cpuMsPerOrder: of((one) => Object.values(one.cpuMsPerOrder).reduce((sum, ms) => sum + ms, 0)),
    deliveriesPerOrder: of((one) => one.deliveriesPerOrder),
    spread: spread(all.map((one) => one.deliveriesPerSecond)),
    others: of((one) => one.others),
    unexpected: all.reduce((sum, { unexpected }) => sum + unexpected, 0),
  };
}

/** Evaluates the goals. Each ratio is taken within one round, so that a slow machine slows both sides. */
function goals({ growth, rounds }: Measurements): readonly GoalResult[] {
  const ratio = (to: Way) => rounds.map((one) => one.group.deliveriesPerSecond / one[to].deliveriesPerSecond);
  const overPair = rounds.map(({ barePair, group }) => group.deliveriesPerSecond / barePair);
  const longest = [...rounds.map(({ http }) => http), ...(growth?.old ?? [])];
  const memory = longest.map(({ rssMb }) => Math.max(...services.map((name) => rssMb[name] ?? 0)));
  const results = [
    judge({ name: "group commit / one transaction per message", least: 15 }, ratio("single")),
    judge({ name: "group commit / no guarantees", least: 4.5 }, ratio("unguarded")),
    judge({ name: "group commit / bare broker, one queue", least: 0.7 }, overPair),
    judge({ name: "group commit / bare broker, same queues", least: 0.7 }, ratio("bareBroker")),
    judge(
      { name: "one order alone, p50 in ms", most: 40 },
      rounds.map(({ alone }) => alone.p50),
    ),
    judge({ name: "memory of the largest service, MB", most: 150 }, memory),
  ];
  if (!growth) return results;
  const cost = ({ cpuMsPerOrder }: Throughput) =>
    Object.values(cpuMsPerOrder).reduce((sum, ms) => sum + ms, 0);
  const grown = growth.old.map((old, i) => cost(old) / cost(growth.fresh[i] ?? old));
  const name = `cost of an order after ${growth.orders.old} / after ${growth.orders.fresh}`;
  return [...results, judge({ name, most: 1.1 }, grown)];
}

function warningsOf({ rounds, seconds }: Measurements, summary: readonly Summary[]): readonly string[] {
  const noisy = summary.filter((one) => one.spread > tooNoisy.spread).map(({ name }) => name);
  const others = Math.max(...summary.map((one) => one.others));
  return [
    ...(rounds.length < 3
      ? [`Only ${rounds.length} round(s) of ${seconds} s: too few to estimate the noise.`]
      : []),
    ...(others > tooNoisy.others
      ? [
          `Other processes used up to ${percent(others)} of this machine: the figures are too low, and the ratios unreliable.`,
        ]
      : []),
    ...(noisy.length > 0
      ? [`The rounds differ by more than ${percent(tooNoisy.spread)} for: ${noisy.join("; ")}.`]
      : []),
    ...summary
      .filter((one) => Math.abs(one.deliveriesPerOrder - deliveriesPerOrder) > 0.01)
      .map(
        (one) =>
          `${one.name}: an order took ${one.deliveriesPerOrder.toFixed(2)} deliveries instead of ${deliveriesPerOrder}, so orders/s is wrong.`,
      ),
    ...summary
      .filter(({ unexpected }) => unexpected > 0)
      .map(({ name, unexpected }) => `${name}: ${count(unexpected, "message")} retried, parked or refused.`),
  ];
}

function speeds({ machine, rounds, seconds }: Measurements, summary: readonly Summary[]): string {
  const head = ["", "orders/s", "deliveries/s", "messages per batch", "CPU ms per order", "spread", "others"];
  const table = new Table({ head, colAligns: aligned(head.length), style: plain });
  for (const one of summary) {
    const batch =
      Number.isFinite(one.messagesPerBatch) && one.messagesPerBatch < 1_000 ? one.messagesPerBatch : 0;
    table.push([
      one.name,
      one.ordersPerSecond.toFixed(0),
      one.deliveriesPerSecond.toFixed(0),
      batch === 0 ? "" : batch.toFixed(0),
      one.cpuMsPerOrder.toFixed(2),
      percent(one.spread),
      percent(one.others),
    ]);
  }
  const store = median(rounds.map(({ bareStore }) => bareStore));
  const pair = median(rounds.map(({ barePair }) => barePair));
  const [p50, p99] = [
    median(rounds.map(({ alone }) => alone.p50)),
    median(rounds.map(({ alone }) => alone.p99)),
  ];
  return [
    `${machine.cpu}, ${machine.cores} cores for everything, ${machine.memoryGb} GB, Node ${machine.node}; ` +
      `medians of ${rounds.length} rounds of ${seconds} s; ${deliveriesPerOrder} deliveries per order`,
    table.toString(),
    `The store alone, same commits: ${store.toFixed(0)} messages/s. ` +
      `The broker alone, one queue between two processes: ${pair.toFixed(0)} messages/s. ` +
      `One order alone over HTTP: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms.`,
  ].join("\n");
}

/** Shows which process uses the CPU at saturation. */
function costs({ rounds }: Measurements): string {
  const names = [...services, "rabbitmq", "mongodb"];
  const head = ["CPU ms per order", ...names];
  const table = new Table({ head, colAligns: aligned(head.length), style: plain });
  const of = (way: Way, pick: (one: Throughput) => Readonly<Record<string, number>>, digits: number) =>
    names.map((name) => median(rounds.map((round) => pick(round[way])[name] ?? 0)).toFixed(digits));
  for (const [way, name] of ways) table.push([name, ...of(way, ({ cpuMsPerOrder }) => cpuMsPerOrder, 2)]);
  table.push(["resident MB, orders over HTTP", ...of("http", ({ rssMb }) => rssMb, 0)]);
  return table.toString();
}

function goalTable(results: readonly GoalResult[]): string {
  const head = ["goal", "", "median", "rounds", "result"];
  const table = new Table({ head, style: plain });
  for (const { name, goal, median: middle, from, to, result } of results) {
    table.push([name, goal, middle.toFixed(2), `${from.toFixed(2)} to ${to.toFixed(2)}`, result]);
  }
  return table.toString();
}

const plain = { head: [], border: [] };
const aligned = (columns: number) => [
  "left" as const,
  ...Array.from({ length: columns - 1 }, () => "right" as const),
];
const percent = (share: number): string => `${Math.round(share * 100)} %`;
