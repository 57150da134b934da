import type { Session } from "../../model/session/session.ts";
import { lanes } from "../../model/timeline/layout.ts";
import type { Arrow, Bar, Mark } from "../../model/timeline/picture.ts";
import { Form } from "../form.tsx";
import { onPressMoving } from "../on-press.ts";

const laneHeight = 30;
/** Where the first lane begins. */
export const top = 30;
/** How high the timeline is. */
export const height = top + lanes.length * laneHeight + 6;

/** The middle of a lane. */
export const yOf = (lane: number): number => top + lane * laneHeight + laneHeight / 2;

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
  isLit,
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
  /** Whether it is a step on the way to the harm that is told. */
  isLit: boolean;
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
    isLit ? "lit" : "",
    mark.isEnd ? "ends" : "",
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
      {...onPressMoving(select)}
    >
      {mark.concept === undefined && <title>{mark.title}</title>}
      <circle class="target" r={9} />
      <Form kind={mark.kind} isEnd={mark.isEnd} />
    </g>
  );
}
