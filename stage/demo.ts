import Table from "cli-table3";
import { InvalidArgumentError } from "commander";
import pc from "picocolors";
import { commandLine } from "./command-line.ts";
import { invariants } from "./invariants.ts";
import { stories } from "./stories/index.ts";
import type { Story } from "./story.ts";
import { tell, type Verdict } from "./tell.ts";
import { createTimeline, duration, type Timeline } from "./timeline.ts";
import { type Without, withouts } from "./without.ts";

/** `npm run demo`: tells the stories on virtual time, and checks every invariant after each. */
const options = commandLine<{
  list?: true;
  story?: readonly Story[];
  seed: number;
  json?: true;
  without?: Without;
}>("npm run demo", (program) =>
  program
    .description("Tells stories of the company on virtual time and checks every invariant after each.")
    .option("--list", "name the stories and tell none")
    .option("--story <name>", "tell only this one; may be given several times", storyNamed)
    .option("--seed <number>", "what chance is drawn from: a whole number from 0", wholeNumber, 1)
    .option("--json", "one line of JSON a story")
    .option(
      "--without <guarantee>",
      `switches one off, to see what breaks: ${withouts.map(({ name }) => name).join(", ")}`,
      guaranteeNamed,
    ),
);

const { seed, without } = options;
const chosen = options.story ?? stories.filter(({ name }) => !without || name === without.shownBy);
const telling = { seed, ...(without ? { without } : {}) };
if (options.list) {
  const widest = Math.max(...stories.map(({ name }) => name.length));
  for (const { name, about } of stories) console.log(`${name.padEnd(widest)}  ${about}`);
} else {
  const verdicts: Verdict[] = [];
  for (const story of chosen) verdicts.push(options.json ? await asJson(story) : await aloud(story));
  if (!options.json) conclude(verdicts);
  if (verdicts.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

async function asJson(story: Story): Promise<Verdict> {
  const verdict = await tell(story, telling);
  console.log(JSON.stringify(verdict));
  return verdict;
}

async function aloud(story: Story): Promise<Verdict> {
  console.log(`\n${pc.bold(story.name)}\n${story.about}\n`);
  if (without) console.log(`${pc.red(`Without ${without.name}:`)} ${without.about}\n`);
  let timeline: Timeline | undefined;
  let followed: string | undefined;
  const verdict = await tell(story, {
    ...telling,
    onHop(hop) {
      if (hop.kind === "handled" && hop.message.type === "orders.place-order")
        followed ??= hop.message.subject;
      timeline ??= createTimeline(hop.at, pc, (subject) => followed === undefined || subject === followed);
      const line = timeline.line(hop);
      if (line) console.log(line);
    },
  });
  if (story.crowd)
    console.log(pc.dim(`  … and ${verdict.orders - 1} more orders at the same time, not shown`));
  console.log(`\n${sentence(verdict)}`);
  return verdict;
}

function sentence({
  name,
  orders,
  events,
  duplicates,
  retries,
  parked,
  virtualMs,
  violations,
}: Verdict): string {
  if (violations.length > 0) {
    const again = `npm run demo -- ${without ? `--without ${without.name} ` : ""}--story ${name} --seed ${seed}`;
    return [
      pc.red(`✗ ${violations.length} ${plural(violations.length, "violation")}`),
      ...violations.map((one) => `  ${one}`),
      `  again: ${again}`,
    ].join("\n");
  }
  const counts = [
    [orders, "order"],
    [events, "event"],
    [duplicates, "duplicate"],
    [retries, "retry"],
    [parked, "parked"],
  ] as const;
  const told = counts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${plural(n, what)}`);
  return `${pc.green(`✓ all ${invariants.length} invariants hold`)}: ${told.join(", ")}, ${duration(virtualMs)} of virtual time`;
}

function plural(n: number, what: string): string {
  if (n === 1 || what === "parked") return what;
  return what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
}

function conclude(verdicts: readonly Verdict[]): void {
  const plain = { head: [], border: [] };
  const table = new Table({
    head: ["story", "orders", "events", "duplicates", "retries", "parked", "virtual time", "violations"],
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    colAligns: ["left", "right", "right", "right", "right", "right", "right", "right"],
    style: pc.isColorSupported ? { ...plain, border: ["gray"] } : plain,
  });
  for (const { name, orders, events, duplicates, retries, parked, virtualMs, violations } of verdicts) {
    const wrong = violations.length > 0 ? pc.red(String(violations.length)) : "0";
    table.push([name, orders, events, duplicates, retries, parked, duration(virtualMs), wrong]);
  }
  const broken = verdicts.reduce((sum, { violations }) => sum + violations.length, 0);
  console.log(`\n${table.toString()}`);
  const told = `${verdicts.length} ${plural(verdicts.length, "story")}`;
  console.log(`${told}, ${broken} ${plural(broken, "violation")} (seed ${seed})`);
}

function storyNamed(name: string, before: readonly Story[] = []): readonly Story[] {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new InvalidArgumentError(`there is no such story; --list names them.`);
  return [...before, story];
}

function guaranteeNamed(name: string): Without {
  const without = withouts.find((one) => one.name === name);
  if (!without)
    throw new InvalidArgumentError("there is no such guarantee to switch off; --help names them.");
  return without;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError("it must be a whole number from 0.");
  return number;
}
