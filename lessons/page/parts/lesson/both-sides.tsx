import { useMemo } from "preact/hooks";
import type { Side } from "../../../lesson.ts";
import type { LessonPage } from "../../model/material.ts";
import type { Ran } from "../../worker/protocol.ts";
import { Courses } from "../courses.tsx";
import { CompanySides } from "./sides.tsx";

interface BothSidesProps {
  readonly lesson: LessonPage;
  readonly ran: Readonly<Record<Side, Ran>>;
}

/** Both runs under one scrubber: the company's with all that happened, a model's with how its quantities went. */
export function BothSides({ lesson, ran: { off, on } }: BothSidesProps) {
  const [first, second] = [off.recording, on.recording];
  const recordings = useMemo(
    () => (first && second ? { off: first, on: second } : undefined),
    [first, second],
  );
  if (off.entries && on.entries)
    return <CompanySides off={off.entries} on={on.entries} preset={lesson.preset} />;
  if (recordings) return <Courses lesson={lesson} recordings={recordings} />;
  return null;
}
