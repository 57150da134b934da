import { disabledGuarantees } from "#stage/guarantees/disabled-guarantees.ts";
import { nearest } from "#tooling/terminal/nearest.ts";
import { lessons } from "../index.ts";
import type { Lesson } from "../lesson.ts";

/**
 * The lesson of this name.
 *
 * @throws Error naming what was probably meant
 */
export function lessonCalled(name: string): Lesson {
  const found = lessons.find((lesson) => lesson.name === name);
  if (found) return found;
  const meant = probablyMeant(name);
  throw new Error(
    `there is no such lesson; ${meant ? `did you mean ${meant}?` : "npm run learn lists them all."}`,
  );
}

/** A guarantee is known by its name from the stage: the lessons that switch it off, and the command that does. */
function probablyMeant(name: string): string | undefined {
  const guarantee = disabledGuarantees.find((one) => one.name === name);
  if (guarantee) {
    const about = lessons.filter(({ experiment }) => experiment.preset?.without === name);
    return [...about.map((lesson) => lesson.name), `npm run demo -- --without ${name}`].join(" or ");
  }
  const names = lessons.map((lesson) => lesson.name);
  const parts = names.filter((other) => name !== "" && (other.includes(name) || name.includes(other)));
  return parts.join(" or ") || nearest(name.toLowerCase(), names);
}
