import type { ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "../../model/session/session.ts";
import { cursorOf, type TimelineCursor } from "../../model/timeline/cursor.ts";
import { edgeBetweenWords } from "../../model/timeline/edges.ts";
import type { TimelineLayout } from "../../model/timeline/picture.ts";
import type { Scrolling } from "./scrolling.ts";
import { height } from "./timeline-marks.tsx";
import { FoldAt } from "./timeline-words.tsx";

/** Where the page's time is in a picture. */
export const cursorIn = (layout: TimelineLayout, { player }: Session): TimelineCursor =>
  cursorOf(layout, player.now.value, player.position.value);

/**
 * The time that is shown, and the wait before it if nothing has happened to the order since. The timeline scrolls with it; where someone
 * has scrolled elsewhere, it does so again once they move time, or it comes into sight.
 */
export function Cursor({
  layout,
  playing,
  scrolling,
  session,
  width,
}: {
  session: Session;
  layout: TimelineLayout;
  playing: ReadonlySignal<boolean>;
  scrolling: Scrolling;
  width: number;
}) {
  const { seen } = scrolling;
  const { fold, x } = cursorIn(layout, session);
  const cursor = Math.round(x);
  useEffect(() => {
    // Not asked of the element: in every frame, that would lay out the page once more.
    const { from, to } = seen.peek();
    const room = to - from;
    const ahead = Math.min(120, room / 4);
    const isInSight = width <= room || (cursor >= from + 80 && cursor <= to - ahead);
    const edge = isInSight ? from : edgeBetweenWords(layout, cursor - room * 0.6, cursor - room + ahead);
    const wanted = isInSight ? from : Math.round(Math.min(Math.max(0, edge), width - room));
    if (wanted === from) scrolling.isHeld = false;
    else if (!scrolling.isHeld || !playing.peek()) scrolling.lead(wanted);
  }, [cursor, layout, width]);
  return (
    <>
      {fold && <FoldAt fold={fold} seen={seen} />}
      <line class="cursor" x1={cursor} x2={cursor} y1={30} y2={height} />
    </>
  );
}
