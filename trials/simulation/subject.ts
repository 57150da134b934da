import { twin } from "#lessons/twin/design.ts";
import { choreography, type Design } from "#stage/company/design.ts";
import { plantedBugs } from "./planted/index.ts";
import type { PlantedBug } from "./planted/planted.ts";
import { plantedInTwin } from "./planted/twin.ts";
import { type Race, races } from "./rules/races.ts";
import { racesOfTwin } from "./rules/races-of-twin.ts";

/** A company that can be simulated, with the races that it must reach and the bugs that must be caught. */
export interface Subject {
  readonly design: Design;
  readonly races: readonly Race[];
  readonly planted: readonly PlantedBug[];
}

/** The choreography, and its orchestrated twin. All histories and faults are drawn in the same way. */
export const subjects = {
  choreography: { design: choreography, races, planted: plantedBugs },
  twin: { design: twin, races: racesOfTwin, planted: plantedInTwin },
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;

/** The option of the command line that chooses the subject, with a space after it; empty for the choreography. */
export const optionFor = (design: Design): string => (design === twin ? "--twin " : "");
