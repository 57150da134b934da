import pc from "picocolors";
import { exitingWith } from "#tooling/terminal/command-line.ts";
import { demoOptions } from "./demo-options.ts";
import { createLog, type NarrativeLog } from "./narrative/log.ts";
import { runStory, runStoryIn, type StoryResult } from "./narrative/run-story.ts";
import { legend, listed, listedGuarantees, oneLiner } from "./narrative/text/results/results.ts";
import type { Drawing } from "./narrative/text/story-lines.ts";
import { tellStory, tellWhileItHappens } from "./narrative/text/tell-story.ts";
import { hang, wrap } from "./narrative/text/terminal/layout.ts";
import { count } from "./narrative/text/words.ts";
import { deploymentAt } from "./remote/configuration.ts";
import { preflight } from "./remote/preflight.ts";
import { remote } from "./remote/venue.ts";
import { stories } from "./stories/index.ts";
import type { ToldStory } from "./stories/story.ts";

/** `npm run demo`: runs the stories on virtual time, and checks every invariant after each. */
const options = demoOptions();
const { all = false, seed, url } = options;
const without = options.without === true ? undefined : options.without;
const deployment = url === undefined ? undefined : exitingWith(2, () => deploymentAt(url));
if (url !== undefined && without) refuse("--without works only with the embedded company: leave out --url");
const needsFaultInjection = options.story?.find((story) => url !== undefined && story.needsFaultInjection);
if (needsFaultInjection)
  refuse(
    `${needsFaultInjection.name} needs fault injection, which works only in the embedded company: leave out --url`,
  );
const available = stories.filter((story) => url === undefined || !story.needsFaultInjection);
const chosen = options.story ?? available.filter(({ name }) => !without || name === without.shownBy);
/** A pipe has no width, so its output is the same everywhere. */
const drawing: Drawing = { palette: pc, width: Math.max(60, process.stdout.columns ?? 100) };
/** The story that a newcomer sees in full. */
const shownInFull = "crash-before-publishing";

if (options.list) list();
else if (options.without === true) say(["", ...listedGuarantees(drawing)]);
else await run();

async function run(): Promise<void> {
  if (deployment) await exitingWith(1, () => preflight(deployment));
  const isTour = !options.story && !without && !all && !options.json && !deployment;
  const inOrder = isTour ? fullOneFirst(chosen) : chosen;
  if (!options.json) say(isTour ? introduction() : legend(drawing, without !== undefined));
  const results: StoryResult[] = [];
  for (const [n, story] of inOrder.entries()) {
    if (isTour && n === 1)
      say(["", pc.bold(`The other ${inOrder.length - 1} stories, and what each teaches`), ""]);
    results.push(options.json ? await printAsJson(story) : await tell(story, isTour && n > 0));
  }
  if (isTour) say(threeThings(results));
  else if (!options.json && results.length > 1) say(["", total(results)]);
  if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

async function tell(story: ToldStory, inOneLine: boolean): Promise<StoryResult> {
  const told = { seed, without, url, all };
  const log = createLog();
  if (deployment) {
    const stop = tellWhileItHappens(story, log, told, drawing, say);
    const result = await runAnywhere(story, log);
    stop(result);
    return result;
  }
  const result = await runAnywhere(story, log);
  say(inOneLine ? [oneLiner(result, story, drawing)] : tellStory(story, log, result, told, drawing));
  return result;
}

async function printAsJson(story: ToldStory): Promise<StoryResult> {
  const result = await runAnywhere(story, createLog());
  console.log(JSON.stringify(result));
  return result;
}

/** Runs a story in this process, or against a deployment. */
async function runAnywhere(story: ToldStory, log: NarrativeLog): Promise<StoryResult> {
  if (deployment)
    return exitingWith(1, async () => runStoryIn(await remote(story, { deployment, log }), story));
  return runStory(story, { seed, log, ...(without ? { without } : {}) });
}

function list(): void {
  say([`Stories: ${pc.bold("npm run demo -- --story <name>")}`, ...listed(available, drawing)]);
  if (!deployment) say(["", ...listedGuarantees(drawing)]);
}

function introduction(): readonly string[] {
  const text =
    "Five services deliver food, and nobody conducts: each reacts to what the others publish. Below, one story in full: an order whose service is killed at the worst moment. Then the other stories, each in a line. After each, every promise is checked. All of it happens on virtual time, so that an hour takes a moment.";
  return ["", ...wrap(text, Math.min(drawing.width, 120)), "", ...legend(drawing)];
}

function fullOneFirst(all: readonly ToldStory[]): readonly ToldStory[] {
  const isFull = ({ name }: ToldStory) => name === shownInFull;
  return [...all.filter(isFull), ...all.filter((story) => !isFull(story))];
}

function threeThings(results: readonly StoryResult[]): readonly string[] {
  const { width } = drawing;
  return [
    "",
    total(results),
    "",
    pc.bold("Three things to try"),
    hang(
      "  npm run demo -- --without outbox      ",
      "the first story without the guarantee that saves it",
      width,
    ),
    hang("  npm run demo -- --story photo-finish  ", "forty customers pay at the last moment", width),
    hang(
      "  npm start                             ",
      "the company in real time, to order from and to watch",
      width,
    ),
  ];
}

function total(results: readonly StoryResult[]): string {
  const broken = results.reduce((sum, { violations }) => sum + violations.length, 0);
  const text = `${count(results.length, "story")}, ${count(broken, "violation")} (${url ?? `seed ${seed}`})`;
  return broken === 0 ? pc.green(text) : pc.red(text);
}

function say(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

function refuse(why: string): never {
  console.error(`npm run demo: ${why}`);
  process.exit(2);
}
