import type { Case } from "./case.ts";
import { cases } from "./cases.ts";
import { complaintsOf } from "./complaints.ts";
import { fingerprintOf, labelsIn } from "./fingerprint.ts";
import { look } from "./looks.ts";
import { playEvening, type Scene } from "./scene.ts";

/** The evenings of a seed, by the number of their case. */
export type Evenings = ReadonlyMap<number, Scene>;

export async function playAll(seed: number): Promise<Evenings> {
  const scenes = new Map<number, Scene>();
  for (const theCase of cases) scenes.set(theCase.number, await playEvening(theCase, seed));
  return scenes;
}

/**
 * What makes the exam unfair on the evenings of one seed: a case without a violation or a complaint, a path whose looks do
 * not show what they should for any order that is complained about, cases that looks do not tell apart. Empty if all can be solved.
 */
export function unfairIn(evenings: Evenings): readonly string[] {
  const prints = new Map<string, number[]>();
  const unfair: string[] = [];
  for (const theCase of cases) {
    const scene = evenings.get(theCase.number);
    if (!scene) throw new Error(`the evening of case ${theCase.number} is missing`);
    unfair.push(...unfairOf(theCase, scene));
    const print = fingerprintOf(scene);
    prints.set(print, [...(prints.get(print) ?? []), theCase.number]);
  }
  const alike = [...prints.values()].filter((numbers) => numbers.length > 1);
  return [...unfair, ...alike.map((numbers) => `cases ${numbers.join(" and ")} look alike`)];
}

function unfairOf({ number, path }: Case, scene: Scene): readonly string[] {
  if (scene.violations.length === 0) return [`case ${number} breaks no promise`];
  if (complaintsOf(scene).length === 0) return [`case ${number} is not complained about`];
  const labels = labelsIn(scene);
  if (labels.some((label) => hiddenIn(path, scene, label).length === 0)) return [];
  const [first = ""] = labels;
  return hiddenIn(path, scene, first).map(
    ({ look, shows }) => `case ${number}: look ${look} ${first} does not show: ${shows}`,
  );
}

/** The steps of a path that do not show what they should, if the learner follows it with one order. */
const hiddenIn = (path: Case["path"], scene: Scene, label: string): Case["path"] =>
  path.filter(({ look: name, of = label, seen }) => !seen.test(look(scene, name, of).join("\n")));
