import type { ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { Session } from "../../model/session/session.ts";
import { cursorOf, type TimelineCursor } from "../../model/timeline/cursor.ts";
import { edgeBetweenWords } from "../../model/timeline/edges.ts";
import type { Range } from "../../model/timeline/labels.ts";
import type { TimelineLayout } from "../../model/timeline/picture.ts";
import { height } from "./timeline-marks.tsx";
import { FoldAt } from "./timeline-words.tsx";

/** Where the page's time is in a picture. */
export const cursorIn = (layout: TimelineLayout, { player }: Session): TimelineCursor =>
  cursorOf(layout, player.now.value, player.position.value);

/** The time that is shown, and the wait before it if nothing has happened to the order since. The timeline scrolls with it. */
export function Cursor({
  about,
  box,
  layout,
  seen,
  session,
  width,
}: {
  session: Session;
  layout: TimelineLayout;
  seen: ReadonlySignal<Range>;
  /** What scrolls. */
  box: RefObject<HTMLElement | null>;
  width: number;
  /** Changes with what is drawn. */
  about: number;
}) {
  const { fold, x } = cursorIn(layout, session);
  const cursor = Math.round(x);
  useEffect(() => {
    const element = box.current;
    if (!element || width <= element.clientWidth) return;
    const visible = cursor - element.scrollLeft;
    const ahead = Math.min(120, element.clientWidth / 4);
    if (visible < 80 || visible > element.clientWidth - ahead)
      element.scrollLeft = edgeBetweenWords(
        layout,
        cursor - element.clientWidth * 0.6,
        cursor - element.clientWidth + ahead,
      );
  }, [cursor, about, width]);
  return (
    <>
      {fold && <FoldAt fold={fold} seen={seen} />}
      <line class="cursor" x1={cursor} x2={cursor} y1={30} y2={height} />
    </>
  );
}
