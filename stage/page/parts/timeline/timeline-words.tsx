import type { ReadonlySignal } from "@preact/signals";
import { isCut, rangeOfFold, rangeOfStretch } from "../../model/timeline/edges.ts";
import { labelOffset, type Range, rangeOf } from "../../model/timeline/labels.ts";
import type { Fold, Mark, Stretch, TimelineLayout } from "../../model/timeline/picture.ts";
import { timeOfDay } from "../../model/words.ts";
import { height, top, yOf } from "./timeline-marks.tsx";

/** Idle time that is left out. */
export function Waits({ layout, seen }: { layout: TimelineLayout; seen: ReadonlySignal<Range> }) {
  return (
    <g>
      {layout.folds.map((fold) => (
        <FoldAt key={fold.x} fold={fold} seen={seen} />
      ))}
      {layout.stretches.map((stretch) => (
        <StretchTime key={stretch.at} stretch={stretch} isCut={isCut(rangeOfStretch(stretch), seen.value)} />
      ))}
    </g>
  );
}

/** The words at marks. Those that an edge would cut are not shown. */
export function Labels({
  marks,
  position,
  seen,
}: {
  marks: readonly Mark[];
  position: number;
  seen: ReadonlySignal<Range>;
}) {
  return (
    <g aria-hidden="true">
      {marks.map(({ label, lane, position: at, slot, x }) => {
        if (!label) return undefined;
        const { isBefore, isBelow, text } = label;
        const classes = [
          "mark-label",
          at < position ? "" : "ahead",
          isBefore ? "before" : "",
          isCut(rangeOf(x, text, isBefore), seen.value) ? "cut" : "",
        ];
        return (
          <text
            key={slot}
            class={classes.join(" ")}
            x={isBefore ? x - labelOffset : x + labelOffset}
            y={yOf(lane) + (isBelow ? 15 : -7)}
          >
            {text}
          </text>
        );
      })}
    </g>
  );
}

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

/** A wait, whose words are not shown where an edge would cut them. */
export const FoldAt = ({ fold, seen }: { fold: Fold; seen: ReadonlySignal<Range> }) => (
  <FoldMark fold={fold} isCut={isCut(rangeOfFold(fold), seen.value)} />
);

/** Idle time, left out: everything is torn apart there, and words say how much later it goes on. */
function FoldMark({ fold: { text, x }, isCut }: { fold: Fold; isCut: boolean }) {
  return (
    <g class="fold">
      <rect x={x - half} y={top} width={2 * half + 2} height={height - top} />
      <path d={`M${x - half} ${top} ${torn} M${x + half} ${top} ${torn}`} />
      <text class={isCut ? "cut" : ""} x={x} y={11}>
        {text}
      </text>
    </g>
  );
}

/** When a stretch without a break begins. */
function StretchTime({ isCut, stretch: { at, x } }: { stretch: Stretch; isCut: boolean }) {
  return (
    <text class={isCut ? "stretch cut" : "stretch"} x={x - 5} y={25}>
      {timeOfDay(at)}
    </text>
  );
}
