import type { Case } from "../../exam/case.ts";
import { cases } from "../../exam/cases.ts";
import { complaintsOf } from "../../exam/complaints.ts";
import { look } from "../../exam/looks.ts";
import { pointsFor, pointsText } from "../../exam/points.ts";
import { ordersOf, playEvening, type Scene } from "../../exam/scene.ts";
import type { Excerpt } from "../../lesson.ts";
import type { Asked } from "./protocol.ts";

/** The exam's side of the table: it knows the solution, and the page does not. */
export interface ExamDesk extends Pick<Asked, "look" | "hint" | "guess" | "solution"> {
  evening(of: Parameters<Asked["evening"]>[0]): Promise<ReturnType<Asked["evening"]>>;
}

/** @param shipped the line that prevents each case in the code as it ships, by the case's number */
export function examDesk(shipped: Readonly<Record<number, Excerpt>>): ExamDesk {
  let open: { readonly theCase: Case; readonly scene: Scene } | undefined;

  function current(): NonNullable<typeof open> {
    if (!open) throw new Error("no case is open: choose one first");
    return open;
  }

  return {
    async evening({ number }) {
      const theCase = cases.find((one) => one.number === number);
      if (!theCase) throw new Error(`there is no case ${number}: there are 1 to ${cases.length}`);
      const scene = await playEvening(theCase, 1);
      open = { theCase, scene };
      return { complaints: complaintsOf(scene), orders: ordersOf(scene).map(({ label }) => label) };
    },
    look: ({ name, target }) => look(current().scene, name, target),
    hint({ asked }) {
      const { hints } = current().theCase;
      return hints[Math.min(asked, hints.length - 1)] ?? "";
    },
    guess: ({ suspect }) => suspect === current().theCase.guilty,
    solution(investigation) {
      const { theCase } = current();
      const { epilogue, guilty, lesson, number, path } = theCase;
      const excerpt = shipped[number];
      if (!excerpt) throw new Error(`the page was built without the line of case ${number}`);
      return {
        guilty,
        lesson,
        path,
        epilogue,
        shipped: excerpt,
        points: pointsFor(theCase, investigation),
        earned: pointsText(theCase, investigation),
      };
    },
  };
}
