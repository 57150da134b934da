import { faultKinds } from "../faults/fault-kinds.ts";
import { type Subject, subjects } from "../subject.ts";
import { statusKey } from "./document-rules.ts";

/** How often each observation was made, over all histories. */
export type Seen = Readonly<Record<string, number>>;

/** Something that the simulation must reach, and how often it did. */
export interface CoverageGoal {
  readonly what: "fault" | "race" | "status" | "event";
  readonly name: string;
  readonly times: number;
  readonly least: number;
}

/** With this many histories or more, a missed goal is an error. */
export const minSeedsForCoverage = 2_000;

/** Every coverage goal, with its count. A race must occur in one history out of ten on average. */
export function coverageOf(
  seen: Seen,
  seeds: number,
  { design, races }: Pick<Subject, "design" | "races"> = subjects.choreography,
): readonly CoverageGoal[] {
  const times = (key: string) => seen[key] ?? 0;
  const events = [...new Set(Object.values(design.contracts.hears).flat())];
  return [
    ...faultKinds.map(({ kind }) => ({
      what: "fault" as const,
      name: kind,
      times: times(`fault ${kind}`),
      least: 1,
    })),
    ...races.map(({ name, seenAs }) => ({
      what: "race" as const,
      name,
      times: seenAs.reduce((sum, key) => sum + times(key), 0),
      least: Math.floor(seeds / 10),
    })),
    ...Object.entries(design.transitions).flatMap(([collection, from]) =>
      Object.entries(from).flatMap(([before, afters]) =>
        afters.map((after) => {
          const name = statusKey(collection, before, after);
          return { what: "status" as const, name, times: times(name), least: 1 };
        }),
      ),
    ),
    ...events.map((name) => ({ what: "event" as const, name, times: times(`event ${name}`), least: 1 })),
  ];
}

/** The goals that were not reached often enough; empty for a run that is too short to tell. */
export const missedGoals = (seen: Seen, seeds: number, subject?: Subject): readonly CoverageGoal[] =>
  seeds < minSeedsForCoverage
    ? []
    : coverageOf(seen, seeds, subject).filter(({ times, least }) => times < least);

/** Sums the observations of several histories. */
export function sumOf(all: readonly Seen[]): Seen {
  const sum: Record<string, number> = {};
  for (const seen of all) for (const [key, times] of Object.entries(seen)) sum[key] = (sum[key] ?? 0) + times;
  return Object.fromEntries(Object.entries(sum).sort(([a], [b]) => (a < b ? -1 : 1)));
}
