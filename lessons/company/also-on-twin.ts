import type { Experiment, Measured } from "../lesson.ts";
import { twin } from "../twin/design.ts";
import { type CompanyTrial, onCompany } from "./on-company.ts";

/** Tries a side on the choreography, and then on the orchestrated twin. @param of what a number of the twin is called, by its usual name */
export function alsoOnTwin(trial: CompanyTrial, of: Readonly<Record<string, string>>): Experiment {
  const choreographed = onCompany(trial);
  const orchestrated = onCompany({ ...trial, design: twin });
  return async (run) => {
    const { log: _, ...unrecorded } = run;
    const measured = await choreographed(run);
    return { ...measured, ...renamed(await orchestrated(unrecorded), of) };
  };
}

const renamed = (measured: Measured, names: Readonly<Record<string, string>>): Measured =>
  Object.fromEntries(Object.entries(names).map(([usual, name]) => [name, measured[usual] ?? Number.NaN]));
