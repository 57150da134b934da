import type { Chance } from "#trials/simulation/chance.ts";
import type { ChaosFault } from "./fault.ts";

/** The faults injected at the same time: one or several. */
export type Step = readonly ChaosFault[];

/** Several steps under load, followed by a check of the invariants. */
export interface Round {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface PlanOptions {
  readonly faults: readonly ChaosFault[];
  /** Rounds of each fault. @default as many as its `strikesInLongRun` needs */
  readonly rounds?: number | undefined;
  /** Only rounds with several faults at once. */
  readonly mixed?: boolean | undefined;
}

/**
 * Plans the faults in turns: one round of each fault alone, then one with several at once. So a run that is cut short has
 * covered some of everything.
 */
export function longPlan({ faults, mixed, rounds }: PlanOptions, draw: Chance): readonly Round[] {
  const plan: Round[] = [];
  const roundsOf = ({ perRound, strikesInLongRun }: ChaosFault) =>
    mixed ? 0 : (rounds ?? Math.ceil(strikesInLongRun / perRound));
  const turns = Math.max(rounds ?? mixedRounds, ...faults.map(roundsOf));
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const fault of faults.filter((fault) => turn <= roundsOf(fault)))
      plan.push({ name: fault.name, steps: Array.from({ length: fault.perRound }, () => [fault]) });
    if (faults.length > 1 && turn <= (rounds ?? mixedRounds)) {
      const steps = Array.from({ length: stepsOfMixedRound }, () => atOnce(faults, draw));
      plan.push({ name: "mixed", steps });
    }
  }
  return plan;
}

const mixedRounds = 10;
const stepsOfMixedRound = 6;

/** Two or three faults with different targets. */
function atOnce(faults: readonly ChaosFault[], draw: Chance): Step {
  const step: ChaosFault[] = [];
  const most = draw.whole(2, 3);
  for (let tries = 0; tries < 20 && step.length < most; tries += 1) {
    const fault = draw.one(faults);
    if (step.every(({ target }) => target !== fault.target)) step.push(fault);
  }
  return step;
}

/** Plans each fault once, in two rounds: quick faults one after another, slow ones together where their targets differ. */
export function shortPlan(faults: readonly ChaosFault[]): readonly Round[] {
  const isSlow = ({ name }: ChaosFault) => slow.has(name);
  const quick = faults.filter((fault) => !isSlow(fault)).map((fault) => [fault]);
  return [
    { name: "one at a time", steps: quick },
    { name: "together", steps: together(faults.filter(isSlow)) },
  ].filter(({ steps }) => steps.length > 0);
}

const slow: ReadonlySet<string> = new Set([
  "pause-service",
  "black-hole",
  "half-open",
  "broker-disk-full",
  "database-disk-full",
  "broker-restart",
  "database-restart",
  "broker-kill",
  "database-kill",
]);

function together(faults: readonly ChaosFault[]): readonly Step[] {
  const steps: ChaosFault[][] = [];
  for (const fault of faults) {
    const step = steps.find((others) => others.every(({ target }) => target !== fault.target));
    if (step) step.push(fault);
    else steps.push([fault]);
  }
  return steps;
}
