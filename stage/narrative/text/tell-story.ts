import type { ToldStory } from "../../stories/story.ts";
import { wayToHarm } from "../../way-to-harm.ts";
import type { NarrativeLog } from "../log.ts";
import type { StoryResult } from "../run-story.ts";
import type { Line } from "./line.ts";
import { crowdSummary } from "./results/crowd.ts";
import { proofsIn } from "./results/proof.ts";
import { badEnd, goodEnd, type RunOptions } from "./results/results.ts";
import { createTeller, type Drawing, followedIn, storyLines } from "./story-lines.ts";
import { wrap } from "./terminal/layout.ts";
import { count } from "./words.ts";

interface Telling extends RunOptions {
  /** Whether to show every step even where a guarantee is off. */
  readonly all: boolean;
}

/** A finished story: what it is about, what happened, how it ended, and what it teaches. */
export function tellStory(
  story: ToldStory,
  log: NarrativeLog,
  result: StoryResult,
  options: Telling,
  drawing: Drawing,
): readonly string[] {
  const isBrief = options.without !== undefined && !options.all;
  const { harms, steps } = wayToHarm(log, followedIn(story, log.present));
  const lines = storyLines(story, log, drawing, {
    isShown: (line, entry) => !isBrief || isRemarkable(line) || steps.has(entry),
    isHarm: (entry) => harms.has(entry),
  });
  return [
    ...opening(story, options, drawing),
    ...lines,
    ...(isBrief ? [drawing.palette.dim("            … ordinary steps are left out: --all shows them")] : []),
    ...(story.crowd ? crowd(log, drawing, isBrief) : []),
    "",
    ...ending(story, log, result, options, drawing),
  ];
}

/** Actions, faults, evidence, and the order's milestones. */
const isRemarkable = ({ tone }: Line): boolean => tone !== "step" && tone !== "detour";

function opening(story: ToldStory, { without }: RunOptions, { palette, width }: Drawing): readonly string[] {
  const title = without
    ? `${palette.bold(story.name)}, without ${palette.bold(palette.red(without.name))}`
    : palette.bold(story.name);
  const about = without
    ? `${story.about} Now ${without.about.charAt(0).toLowerCase()}${without.about.slice(1)}`
    : story.about;
  return ["", title, ...wrap(about, Math.min(width, 150)), ""];
}

function crowd(log: NarrativeLog, { palette, width }: Drawing, isBrief: boolean): readonly string[] {
  const [first = "", ...more] = crowdSummary(log);
  const shown = isBrief ? [first] : [first, ...more];
  const others = palette.dim(
    `            … and ${count(log.stateAt(log.end).orders.size - 1, "more order")}`,
  );
  return [others, "", ...shown.flatMap((line) => wrap(line, width - 2, 2)).map((line) => `  ${line}`)];
}

function ending(
  story: ToldStory,
  log: NarrativeLog,
  result: StoryResult,
  options: RunOptions,
  drawing: Drawing,
): readonly string[] {
  return result.violations.length > 0
    ? badEnd(result, log, options, drawing)
    : goodEnd(result, story, options, drawing, story.crowd ? [] : proofsIn(log.stateAt(log.end)));
}

/** Tells a story in a deployment line by line, as its events arrive. The returned function tells how it ended. */
export function tellWhileItHappens(
  story: ToldStory,
  log: NarrativeLog,
  options: RunOptions,
  drawing: Drawing,
  say: (lines: readonly string[]) => void,
): (result: StoryResult) => void {
  say(opening(story, options, drawing));
  const { present } = log;
  let first: string | undefined;
  const follows = (subject: string) => !story.crowd || subject === (first ?? subject);
  let tell: ReturnType<typeof createTeller> | undefined;
  const end = log.onEntry((entry) => {
    first ??= [...present.orders.keys()][0];
    tell ??= createTeller(entry.at, drawing, { present, follows, fromOutside: true });
    say(tell(entry));
  });
  return (result) => {
    end();
    say(story.crowd ? ["", `  ${count(result.orders, "order")}`, ""] : [""]);
    say(ending(story, log, result, options, drawing));
  };
}
