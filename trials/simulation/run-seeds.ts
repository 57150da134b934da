import { count } from "#stage/narrative/text/words.ts";
import type { HistoryResult } from "./history-result.ts";
import { planOf } from "./plan.ts";
import { reportOf } from "./report.ts";
import { type CoverageGoal, coverageOf, missedGoals, type Seen, sumOf } from "./rules/coverage.ts";
import { type Subject, type SubjectName, subjects } from "./subject.ts";
import { runInWorkerPool } from "./worker-pool.ts";

export interface RunSeedsOptions {
  readonly subject: SubjectName;
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  /** Stops after this many failed histories. */
  readonly until: number;
  readonly json?: true;
}

const counted = ["orders", "events", "deliveries", "faults"] as const;
type Sum = Record<"histories" | (typeof counted)[number], number>;

/** Runs many histories, reports the first failure and the coverage. Returns whether everything passed. */
export async function runSeeds(options: RunSeedsOptions): Promise<boolean> {
  const began = performance.now();
  const failed: HistoryResult[] = [];
  const sum: Sum = { histories: 0, orders: 0, events: 0, deliveries: 0, faults: 0 };
  const show = createProgress(options.seeds);
  let seen: Seen = {};
  const subject = subjects[options.subject];
  await runInWorkerPool({
    subject: options.subject,
    firstSeed: options.from,
    seeds: options.seeds,
    workers: options.workers,
    ended(result) {
      sum.histories += 1;
      for (const key of counted) sum[key] += result[key];
      seen = sumOf([seen, result.seen]);
      if (result.violations.length > 0) failed.push(result);
      if (options.json) console.log(JSON.stringify({ ...result, seen: undefined, trace: undefined }));
      else show(sum.histories, failed.length);
      return failed.length < options.until;
    },
  });
  failed.sort((a, b) => a.seed - b.seed);
  const seconds = (performance.now() - began) / 1_000;
  const missed = failed.length > 0 ? [] : missedGoals(seen, sum.histories, subject);
  const coverage = coverageOf(seen, sum.histories, subject);
  if (options.json) {
    console.log(
      JSON.stringify({ ...sum, seconds, failed: failed.map(({ seed }) => seed), coverage, missed }),
    );
  } else {
    await reportFirst(failed, subject);
    for (const line of reachedLines(coverage)) console.log(line);
    console.log(lastLine(sum, seconds, failed));
  }
  for (const { what, name, times, least } of missed) {
    console.error(
      `✗ coverage: the ${what} "${name}" was reached ${count(times, "time")}; at least ${least} are required`,
    );
  }
  return failed.length + missed.length === 0;
}

async function reportFirst([result]: readonly HistoryResult[], { design }: Subject): Promise<void> {
  const violation = result?.violations[0];
  if (!result || !violation) return;
  for (const line of await reportOf(planOf(result.seed, design), violation)) console.log(line);
}

const headings: Readonly<Record<CoverageGoal["what"], string>> = {
  fault: "faults",
  race: "races",
  status: "status changes",
  event: "events",
};

function reachedLines(coverage: readonly CoverageGoal[]): readonly string[] {
  return (["fault", "race", "status", "event"] as const).map((what) => {
    const all = coverage.filter((one) => one.what === what).sort((a, b) => a.times - b.times);
    const reached = all.filter(({ times }) => times > 0).length;
    const rarest = all.slice(0, 3).map(({ name, times }) => `${name} (${times})`);
    return `${headings[what]}: ${reached} of ${all.length} kinds reached; the rarest: ${rarest.join(", ")}`;
  });
}

function lastLine(sum: Sum, seconds: number, failed: readonly HistoryResult[]): string {
  const { histories, orders, events, deliveries, faults } = sum;
  const ended =
    failed.length > 0
      ? `failed seeds: ${failed.map(({ seed }) => seed).join(", ")}`
      : "every invariant holds in each";
  const counts = [
    count(orders, "order"),
    count(events, "event"),
    count(deliveries, "delivery"),
    count(faults, "fault"),
  ];
  return `${count(histories, "history")} in ${Math.round(seconds)} s: ${counts.join(", ")}; ${ended}`;
}

/** Rewrites one progress line on a terminal; prints one every 15 s elsewhere. */
function createProgress(seeds: number): (done: number, failed: number) => void {
  const { isTTY } = process.stderr;
  let shown = performance.now();
  return (done, failed) => {
    const now = performance.now();
    if (done < seeds && now - shown < (isTTY ? 200 : 15_000)) return;
    shown = now;
    const line = `${done} of ${count(seeds, "history")}, ${failed} failed`;
    process.stderr.write(isTTY ? `\r${line}${done === seeds ? "\n" : ""}` : `${line}\n`);
  };
}
