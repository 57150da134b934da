import type { Case, LookName } from "./case.ts";

/** What the points of a case depend on. */
export interface Investigated {
  readonly solved: boolean;
  readonly looks: readonly LookName[];
  readonly hints: number;
}

/** From 0 to 4: two for the suspect, two for evidence from the decisive looks; one less from the fifth hint on. */
export function pointsFor({ path }: Pick<Case, "path">, { hints, looks, solved }: Investigated): number {
  if (!solved) return 0;
  const sawEnough = path.every(({ look }) => looks.includes(look));
  return 2 + (sawEnough ? 2 : 0) - (hints > 4 ? 1 : 0);
}
