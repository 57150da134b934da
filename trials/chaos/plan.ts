import type { Chance } from "#trials/simulation/chance.ts";
import type { Fault } from "./fault.ts";

/** What strikes at the same moment: one fault alone, or several. */
export type Step = readonly Fault[];

/** A load, the faults that strike while it lasts, and a verdict after the last of them. */
export interface Round {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface PlanOptions {
  readonly faults: readonly Fault[];
  /** Rounds of each fault; undefined as many as it takes to strike as often as is wanted. */
  readonly rounds?: number | undefined;
  /** Only rounds with several faults at once. */
  readonly mixed?: boolean | undefined;
}

/**
 * The faults in turns, a round of each alone and then one with several at once, until each had its rounds: so that a run that is cut
 * short has had something of everything.
 */
export function longPlan({ faults, mixed, rounds }: PlanOptions, draw: Chance): readonly Round[] {
  const plan: Round[] = [];
  const roundsOf = ({ perRound, wanted }: Fault) => (mixed ? 0 : (rounds ?? Math.ceil(wanted / perRound)));
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

/** Two or three faults that do not meet the same. */
function atOnce(faults: readonly Fault[], draw: Chance): Step {
  const step: Fault[] = [];
  const most = draw.whole(2, 3);
  for (let tries = 0; tries < 20 && step.length < most; tries += 1) {
    const fault = draw.one(faults);
    if (step.every(({ meets }) => meets !== fault.meets)) step.push(fault);
  }
  return step;
}

/** Each fault once, in two rounds: the quick ones one after the other, and the slow ones together as far as that goes. */
export function shortPlan(faults: readonly Fault[]): readonly Round[] {
  const isSlow = ({ name }: Fault) => slow.has(name);
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

function together(faults: readonly Fault[]): readonly Step[] {
  const steps: Fault[][] = [];
  for (const fault of faults) {
    const step = steps.find((others) => others.every(({ meets }) => meets !== fault.meets));
    if (step) step.push(fault);
    else steps.push([fault]);
  }
  return steps;
}
