import Table from "cli-table3";
import { InvalidArgumentError } from "commander";
import pc from "picocolors";
import type { Hop } from "#messaging/hops.ts";
import { milliseconds } from "#messaging/instant.ts";
import { commandLine, exitingWith } from "./command-line.ts";
import { invariants } from "./invariants.ts";
import { deploymentAt } from "./remote/configuration.ts";
import { remote } from "./remote/house.ts";
import { stories } from "./stories/index.ts";
import type { Story } from "./story.ts";
import { tell, tellIn, type Verdict } from "./tell.ts";
import { createTimeline, duration, type Heard, type Timeline } from "./timeline.ts";
import { type Without, withouts } from "./without.ts";

/** `npm run demo`: tells the stories on virtual time, and checks every invariant after each. */
const options = commandLine<{
  list?: true;
  story?: readonly Story[];
  seed: number;
  json?: true;
  without?: Without;
  url?: string;
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
    )
    .option("--url <url>", "tell them to a deployment behind this URL, in its own time", httpUrl),
);

const { seed, without, url } = options;
const deployment = url === undefined ? undefined : exitingWith(2, () => deploymentAt(url));
if (url !== undefined && without) refuse("--without needs the embedded company: leave out --url");
const byHand = options.story?.find((story) => url !== undefined && story.byHand);
if (byHand) refuse(`${byHand.name} needs a hand inside the company: leave out --url`);
const timeName = url === undefined ? "virtual time" : "time";
const tellable = stories.filter((story) => url === undefined || !story.byHand);
const chosen = options.story ?? tellable.filter(({ name }) => !without || name === without.shownBy);

if (options.list) {
  const widest = Math.max(...stories.map(({ name }) => name.length));
  for (const { name, about } of tellable) console.log(`${name.padEnd(widest)}  ${about}`);
} else {
  const verdicts: Verdict[] = [];
  for (const story of chosen) verdicts.push(options.json ? await asJson(story) : await aloud(story));
  if (!options.json) conclude(verdicts);
  if (verdicts.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

function refuse(why: string): never {
  console.error(`npm run demo: ${why}`);
  process.exit(2);
}

async function asJson(story: Story): Promise<Verdict> {
  const verdict = await tellAnywhere(story, {});
  console.log(JSON.stringify(verdict));
  return verdict;
}

type Watch = { onHop?: (hop: Hop) => void; onEvent?: (event: Heard) => void };

/** In this process, or to a deployment far away. */
async function tellAnywhere(story: Story, { onHop, onEvent }: Watch): Promise<Verdict> {
  if (deployment) {
    return tellIn(await remote(story, { deployment, ...(onEvent ? { onEvent } : {}) }), story);
  }
  return tell(story, { seed, ...(without ? { without } : {}), ...(onHop ? { onHop } : {}) });
}

async function aloud(story: Story): Promise<Verdict> {
  console.log(`\n${pc.bold(story.name)}\n${story.about}\n`);
  if (without) console.log(`${pc.red(`Without ${without.name}:`)} ${without.about}\n`);
  let timeline: Timeline | undefined;
  let followed: string | undefined;
  const shows = (subject: string) => !story.crowd || followed === undefined || subject === followed;
  const show = (
    at: number,
    isFirst: boolean,
    subject: string,
    line: (timeline: Timeline) => string | undefined,
  ) => {
    if (isFirst) followed ??= subject;
    timeline ??= createTimeline(at, pc, shows);
    const told = line(timeline);
    if (told) console.log(told);
  };
  const verdict = await tellAnywhere(story, {
    onHop(hop) {
      const message = "message" in hop ? hop.message : undefined;
      const isFirst = hop.kind === "handled" && message?.type === "orders.place-order";
      show(hop.at, isFirst, message?.subject ?? "", (lines) => lines.line(hop));
    },
    onEvent(event) {
      const isFirst = event.type.startsWith("orders.order-placed.");
      show(milliseconds(event.time), isFirst, event.subject, (lines) => lines.said(event));
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
    const how = url === undefined ? `--seed ${seed}` : `--url ${url}`;
    const again = `npm run demo -- ${without ? `--without ${without.name} ` : ""}--story ${name} ${how}`;
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
  const hold =
    url === undefined
      ? `all ${invariants.length} invariants hold`
      : "all that can be seen from outside holds";
  return `${pc.green(`✓ ${hold}`)}: ${told.join(", ")}, ${duration(virtualMs)} of ${timeName}`;
}

function plural(n: number, what: string): string {
  if (n === 1 || what === "parked") return what;
  return what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
}

function conclude(verdicts: readonly Verdict[]): void {
  const plain = { head: [], border: [] };
  const table = new Table({
    head: ["story", "orders", "events", "duplicates", "retries", "parked", timeName, "violations"],
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
  console.log(`${told}, ${broken} ${plural(broken, "violation")} (${url ?? `seed ${seed}`})`);
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("it must be a URL such as http://localhost:8080.");
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
