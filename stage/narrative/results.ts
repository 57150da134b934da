import Table from "cli-table3";
import pc from "picocolors";
import type { DemoOptions } from "../demo-options.ts";
import { invariants } from "../guarantees/invariants.ts";
import type { StoryResult } from "./run-story.ts";
import { duration } from "./timeline.ts";

type RunOptions = Pick<DemoOptions, "seed" | "without" | "url">;

/** A deployment runs in real time. */
const timeIn = ({ url }: RunOptions): string => (url === undefined ? "virtual time" : "time");

/** The result of a story in a sentence; with its violations, and the command that reproduces them. */
export function sentence(
  { name, orders, events, duplicates, retries, parked, tookMs, violations }: StoryResult,
  options: RunOptions,
): string {
  const { seed, url, without } = options;
  if (violations.length > 0) {
    const how = url === undefined ? `--seed ${seed}` : `--url ${url}`;
    const again = `npm run demo -- ${without ? `--without ${without.name} ` : ""}--story ${name} ${how}`;
    return [
      pc.red(`✗ ${violations.length} ${plural(violations.length, "violation")}`),
      ...violations.map((one) => `  ${one}`),
      `  run again: ${again}`,
    ].join("\n");
  }
  const counts = [
    [orders, "order"],
    [events, "event"],
    [duplicates, "duplicate"],
    [retries, "retry"],
    [parked, "parked"],
  ] as const;
  const counted = counts.flatMap(([n = 0, what]) => (n > 0 ? [`${n} ${plural(n, what)}`] : []));
  const hold =
    url === undefined
      ? `all ${invariants.length} invariants hold`
      : "every invariant visible from outside holds";
  return `${pc.green(`✓ ${hold}`)}: ${counted.join(", ")}, ${duration(tookMs)} of ${timeIn(options)}`;
}

function plural(n: number, what: string): string {
  if (n === 1 || what === "parked") return what;
  return what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
}

/** All results in a table, with totals. */
export function table(results: readonly StoryResult[], options: RunOptions): string {
  const plain = { head: [], border: [] };
  const rows = new Table({
    head: ["story", "orders", "events", "duplicates", "retries", "parked", timeIn(options), "violations"],
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right"],
    style: pc.isColorSupported ? { ...plain, border: ["gray"] } : plain,
  });
  for (const { name, orders, events, duplicates, retries, parked, tookMs, violations } of results) {
    const wrong = violations.length > 0 ? pc.red(String(violations.length)) : "0";
    rows.push([name, orders, events, duplicates, retries ?? "–", parked, duration(tookMs), wrong]);
  }
  const broken = results.reduce((sum, { violations }) => sum + violations.length, 0);
  const count = `${results.length} ${plural(results.length, "story")}`;
  const drawn = options.url ?? `seed ${options.seed}`;
  return `${rows.toString()}\n${count}, ${broken} ${plural(broken, "violation")} (${drawn})`;
}
