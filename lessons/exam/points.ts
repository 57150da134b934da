import type { Case, LookName } from "./case.ts";

/** What the points of a case depend on. */
export interface Investigated {
  readonly solved: boolean;
  readonly looks: readonly LookName[];
  readonly hints: number;
}

/** What the points were given for, and what was missing: `2 for the suspect, 0 of 2 for evidence: you did not look at timers`. */
export function pointsText({ path }: Pick<Case, "path">, { hints, looks }: Investigated): string {
  const unseen = [...new Set(path.map(({ look }) => look))].filter((look) => !looks.includes(look));
  const evidence =
    unseen.length === 0
      ? "2 for evidence: you took every decisive look"
      : `0 of 2 for evidence: a decisive look that you did not take is ${unseen.join(" and ")}`;
  return ["2 for the suspect", evidence, ...(hints > 4 ? ["1 less for more than four hints"] : [])].join(
    "; ",
  );
}

/** How points are earned. */
export const pointsRule = [
  "2 points for the suspect, and 2 for evidence, if you took the decisive looks;",
  "1 less from the fifth hint on",
] as const;

/** Whether a hint or a guess is paid for: by a sentence, however short its words are. */
export const isSentence = (text: string): boolean =>
  text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= 3;

/** From 0 to 4: two for the suspect, two for evidence from the decisive looks; one less from the fifth hint on. */
export function pointsFor({ path }: Pick<Case, "path">, { hints, looks, solved }: Investigated): number {
  if (!solved) return 0;
  const sawEnough = path.every(({ look }) => looks.includes(look));
  return 2 + (sawEnough ? 2 : 0) - (hints > 4 ? 1 : 0);
}
