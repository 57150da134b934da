import type { Session } from "../../model/session/session.ts";
import { lanes } from "../../model/timeline/layout.ts";
import type { Arrow, Bar, Fold, Mark, Stretch } from "../../model/timeline/picture.ts";
import { timeOfDay } from "../../model/words.ts";
import { Form } from "../form.tsx";
import { onPress } from "../on-press.ts";

const laneHeight = 30;
/** Where the first lane begins. */
const top = 30;
/** How high the timeline is. */
export const height = top + lanes.length * laneHeight + 6;

/** The middle of a lane. */
export const yOf = (lane: number): number => top + lane * laneHeight + laneHeight / 2;

/** Half the width of a break. */
const half = 5;
/** The edge of a break, torn from top to bottom. */
const torn = (() => {
  const teeth = Math.floor((height - top) / 12);
  return Array.from(
    { length: teeth },
    (_, i) => `l${i % 2 === 0 ? 4 : -4} 6 l${i % 2 === 0 ? -4 : 4} 6`,
  ).join(" ");
})();

/** Idle time, left out: everything is torn apart there, and words say how much later it goes on. */
export function FoldMark({ fold: { text, x } }: { fold: Fold }) {
  return (
    <g class="fold">
      <rect x={x - half} y={top} width={2 * half + 2} height={height - top} />
      <path d={`M${x - half} ${top} ${torn} M${x + half} ${top} ${torn}`} />
      <text x={x} y={11}>
        {text}
      </text>
    </g>
  );
}

/** When a stretch without a break begins. */
export function StretchTime({ stretch: { at, x } }: { stretch: Stretch }) {
  return (
    <text class="stretch" x={x - 5} y={25}>
      {timeOfDay(at)}
    </text>
  );
}

/** A timer, from when it was set. */
export function TimerBar({ bar, isPast }: { bar: Bar; isPast: boolean }) {
  const y = yOf(bar.lane);
  const width = Math.max(4, bar.to - bar.from);
  return (
    <g class={`bar ink-${lanes[bar.lane]}${bar.isCancelled ? " cancelled" : ""}${isPast ? "" : " ahead"}`}>
      <title>{`timer ${bar.label}${bar.isCancelled ? ", cancelled" : ""}`}</title>
      <rect x={bar.from} y={y - 5} width={width} height={10} rx={5} />
    </g>
  );
}

/** A message on its way. */
export function ArrowLine({ arrow, isLit, isPast }: { arrow: Arrow; isPast: boolean; isLit: boolean }) {
  const [y1, y2] = [yOf(arrow.from.lane), yOf(arrow.to.lane)];
  const middle = (arrow.from.x + arrow.to.x) / 2;
  const classes = [
    "arrow",
    arrow.form,
    `ink-${lanes[arrow.from.lane]}`,
    isPast ? "" : "ahead",
    isLit ? "lit" : "",
  ];
  return (
    <path
      class={classes.join(" ")}
      d={`M${arrow.from.x} ${y1} C${middle} ${y1} ${middle} ${y2} ${arrow.to.x} ${y2}`}
    />
  );
}

/** Something that happened. */
export function MarkPoint({
  isPast,
  isReached,
  mark,
  session,
}: {
  mark: Mark;
  session: Session;
  isPast: boolean;
  /** Whether Tab stops here: at one mark of all, from which the arrows go on. */
  isReached: boolean;
}) {
  const isSelected = session.selected.value === mark.position;
  const select = () => {
    session.selected.value = mark.position;
  };
  const y = yOf(mark.lane);
  const classes = [
    "mark",
    `is-${mark.kind}`,
    `ink-${lanes[mark.lane]}`,
    isPast ? "" : "ahead",
    isSelected ? "selected" : "",
    session.lit.value.has(mark.position) ? "lit" : "",
  ];
  return (
    <g
      class={classes.join(" ")}
      role="button"
      tabindex={isReached ? 0 : -1}
      aria-label={mark.title}
      aria-pressed={isSelected}
      data-explain={mark.concept}
      transform={`translate(${mark.x} ${y})`}
      {...onPress(select)}
    >
      {mark.concept === undefined && <title>{mark.title}</title>}
      <circle class="target" r={9} />
      <Form kind={mark.kind} />
    </g>
  );
}
