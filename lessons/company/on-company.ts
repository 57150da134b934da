import type { Hop } from "#messaging/instance/hops.ts";
import type { Design } from "#stage/company/design.ts";
import { type DisabledGuarantee, disabledGuarantees } from "#stage/guarantees/disabled-guarantees.ts";
import { invariants } from "#stage/guarantees/invariants.ts";
import { createLog, type NarrativeLog } from "#stage/narrative/log.ts";
import { runStory } from "#stage/narrative/run-story.ts";
import { stories } from "#stage/stories/index.ts";
import type { Story } from "#stage/stories/story.ts";
import type { Experiment, Measured, Preset } from "../lesson.ts";
import { brokenPromises } from "../measures.ts";
import { type MakeChange, together } from "./changes.ts";

export interface CompanyTrial {
  /** What happens to the company: a story of the stage by its name, or one of the lesson's own. */
  readonly story: string | Story;
  /** How the company is built. Default: the choreography. */
  readonly design?: Design;
  /** What OFF does without: a guarantee of the stage by its name, or the lesson's own change. Default: nothing. */
  readonly off?: string | MakeChange;
  /** What the ON side has instead. Default: the company as it ships. */
  readonly on?: MakeChange;
  /** A fault that both sides suffer. */
  readonly fault?: MakeChange;
  /** Hops to count, by the name of a measure. */
  readonly counts?: Readonly<Record<string, (hop: Hop) => boolean>>;
  /** What is measured in the log at the end, besides. */
  readonly measuredIn?: (log: NarrativeLog) => Measured;
  /** What the stage plays instead, where it cannot play this trial. */
  readonly preset?: Preset;
  /** The measures that changes tally. */
  readonly tallies?: readonly string[];
}

/** Whether a hop is a service handling a type of message: to be counted. */
export const hasHandled =
  (service: string, type: string) =>
  (hop: Hop): boolean =>
    hop.kind === "handled" && hop.service === service && hop.message.type === type;

/** The company on the embedded adapters and virtual time: both sides suffer the fault, and OFF lacks the guarantee. */
export function onCompany(trial: CompanyTrial): Experiment {
  const { story, design, off, on, fault, counts = {}, measuredIn, tallies = [] } = trial;
  const told = typeof story === "string" ? storyNamed(story) : story;
  const sideOf = { off: typeof off === "string" ? () => guaranteeNamed(off) : off, on };
  const experiment: Experiment = async ({ log = createLog(), side, seed }) => {
    const counted: Record<string, number> = {};
    for (const name of [...Object.keys(counts), ...tallies]) counted[name] = 0;
    const tally = (name: string): void => {
      counted[name] = (counted[name] ?? 0) + 1;
    };
    const changes = [fault, sideOf[side]].flatMap((make) => (make ? [make(tally)] : []));
    const name = side === "off" && typeof off === "string" ? off : "the guarantee";
    const names = { name, about: "What a lesson changes.", shownBy: "the lesson" };
    const result = await runStory(told, {
      seed,
      ...(design ? { design } : {}),
      log,
      ...(changes.length > 0 ? { without: { ...names, ...together(changes) } } : {}),
      onHop(hop) {
        for (const [name, isCounted] of Object.entries(counts)) if (isCounted(hop)) tally(name);
      },
    });
    const { orders, events, duplicates, retries = 0, parked, violations } = result;
    return {
      orders,
      events,
      duplicates,
      retries,
      parked,
      ...broken(violations),
      ...counted,
      ...measuredIn?.(log),
    };
  };
  const isPreset = typeof story === "string" && typeof off === "string" && !on && !fault;
  const preset = isPreset ? { story, without: off } : trial.preset;
  return preset ? Object.assign(experiment, { preset }) : experiment;
}

const broken = (violations: readonly string[]): Measured =>
  Object.fromEntries(
    Object.entries(brokenPromises).map(([measure, invariant]) => {
      if (!invariants.some(({ name }) => name === invariant))
        throw new Error(`no invariant is "${invariant}"`);
      return [measure, violations.filter((violation) => violation.startsWith(`${invariant}: `)).length];
    }),
  );

function storyNamed(name: string): Story {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  return story;
}

function guaranteeNamed(name: string): DisabledGuarantee {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  if (!guarantee) throw new Error(`there is no guarantee ${name}`);
  return guarantee;
}
