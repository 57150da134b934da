import pc from "picocolors";
import type { Hop } from "#messaging/hops.ts";
import { milliseconds } from "#messaging/instant.ts";
import { exitingWith } from "#tooling/terminal/command-line.ts";
import { demoOptions } from "./demo-options.ts";
import { sentence, table } from "./narrative/results.ts";
import { runStory, runStoryIn, type StoryResult } from "./narrative/run-story.ts";
import { createTimeline, type ObservedEvent, type Timeline } from "./narrative/timeline.ts";
import { deploymentAt } from "./remote/configuration.ts";
import { preflight } from "./remote/preflight.ts";
import { remote } from "./remote/venue.ts";
import { stories } from "./stories/index.ts";
import type { Story } from "./stories/story.ts";

/** `npm run demo`: runs the stories on virtual time, and checks every invariant after each. */
const options = demoOptions();
const { seed, without, url } = options;
const deployment = url === undefined ? undefined : exitingWith(2, () => deploymentAt(url));
if (url !== undefined && without) refuse("--without works only with the embedded company: leave out --url");
const needsFaultInjection = options.story?.find((story) => url !== undefined && story.needsFaultInjection);
if (needsFaultInjection)
  refuse(
    `${needsFaultInjection.name} needs fault injection, which works only in the embedded company: leave out --url`,
  );
const available = stories.filter((story) => url === undefined || !story.needsFaultInjection);
const chosen = options.story ?? available.filter(({ name }) => !without || name === without.shownBy);

if (options.list) {
  const widest = Math.max(...stories.map(({ name }) => name.length));
  for (const { name, about } of available) console.log(`${name.padEnd(widest)}  ${about}`);
} else {
  if (deployment) await exitingWith(1, () => preflight(deployment));
  const results: StoryResult[] = [];
  for (const story of chosen)
    results.push(options.json ? await printAsJson(story) : await withTimeline(story));
  if (!options.json) console.log(`\n${table(results, options)}`);
  if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

function refuse(why: string): never {
  console.error(`npm run demo: ${why}`);
  process.exit(2);
}

async function printAsJson(story: Story): Promise<StoryResult> {
  const result = await runAnywhere(story, {});
  console.log(JSON.stringify(result));
  return result;
}

type Watch = { onHop?: (hop: Hop) => void; onEvent?: (event: ObservedEvent) => void };

/** Runs a story in this process, or against a deployment. */
async function runAnywhere(story: Story, { onHop, onEvent }: Watch): Promise<StoryResult> {
  if (deployment) {
    const options = { deployment, ...(onEvent ? { onEvent } : {}) };
    return exitingWith(1, async () => runStoryIn(await remote(story, options), story));
  }
  return runStory(story, { seed, ...(without ? { without } : {}), ...(onHop ? { onHop } : {}) });
}

async function withTimeline(story: Story): Promise<StoryResult> {
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
  const result = await runAnywhere(story, {
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
  if (story.crowd) console.log(pc.dim(`  … and ${result.orders - 1} more orders, not shown`));
  console.log(`\n${sentence(result, options)}`);
  return result;
}
