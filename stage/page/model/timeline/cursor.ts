import { watchedMs } from "../session/pace.ts";
import { rangeOf } from "./labels.ts";
import type { Fold, TimelineLayout } from "./picture.ts";
import { foldFromMs, foldText, roomOfFold } from "./scale.ts";

/** Where the time that is shown is in the picture of an order. */
export interface TimelineCursor {
  readonly x: number;
  /** The wait since the last mark of the picture, if it is a long one. */
  readonly fold?: Fold;
}

/** From the last label to the break of a fold. */
const apart = 12;
/** The room of every wait up to a thousand hours: with that of its own words, the cursor would go back where they become fewer. */
const waitRoom = roomOfFold("999 h 59 min later");

/**
 * @param now the time that is shown, in milliseconds since 1970
 * @param position the entries before it have happened: of those at that time, some can have, and others not
 */
export function cursorOf(layout: TimelineLayout, now: number, position: number): TimelineCursor {
  const { marks, moments } = layout;
  const i = moments.findLastIndex(({ at }) => at <= now);
  const moment = moments[i];
  if (!moment) return { x: moments[0]?.from ?? 0 };
  const { at, from, to } = moment;
  const gap = now - at;
  const isHere = (one: (typeof marks)[number]) => from <= one.x && one.x <= to;
  if (gap === 0) return { x: marks.findLast((one) => isHere(one) && one.position < position)?.x ?? from };
  const next = moments[i + 1];
  if (!next) return afterAll(layout, to, gap);
  const whole = next.at - at;
  const share = whole > foldFromMs ? gap / whole : watchedMs(gap) / watchedMs(whole);
  return { x: to + share * (next.from - to) };
}

/** After everything in the picture: a wait of the order, or of a company in which others go on. */
function afterAll({ marks }: TimelineLayout, end: number, gap: number): TimelineCursor {
  if (gap <= foldFromMs) return { x: end + watchedMs(gap) / 22 };
  const labels = marks.map(({ label, x }) => (label ? rangeOf(x, label.text, label.isBefore).to : 0));
  const text = foldText(gap);
  const half = Math.max(waitRoom, roomOfFold(text)) / 2;
  const x = Math.max(end + half, ...labels.map((to) => to + apart));
  return { x: x + half, fold: { x, ms: gap, text } };
}
