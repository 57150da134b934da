import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Recording } from "../../lab/recording.ts";
import { numberText } from "../../learn/text.ts";
import { type Side, sides, unitFor } from "../../lesson.ts";
import { wordsOf } from "../../measures.ts";
import type { LessonPage } from "../model/material.ts";
import { type OverTime, overTime, pathOf, pointText, type Row } from "../model/over-time.ts";
import { Scrubber } from "./lesson/scrubber.tsx";
import { sideTitles } from "./words.ts";

interface CoursesProps {
  readonly lesson: LessonPage;
  readonly recordings: Readonly<Record<Side, Recording>>;
}

/** How the quantities of a model went on both sides, under one scrubber. */
export function Courses({ lesson, recordings }: CoursesProps) {
  const both = useMemo(
    () =>
      overTime(
        recordings,
        lesson.predictions.map(({ measure }) => measure),
      ),
    [recordings, lesson],
  );
  const last = both.moments.length - 1;
  const at = useSignal(last);
  const playing = useSignal(false);
  useEffect(() => (playing.value ? play(at, playing, last) : undefined), [playing.value, last]);
  const seek = (index: number) => {
    playing.value = false;
    at.value = Math.min(Math.max(index, 0), last);
  };
  const clock = pointText(both.axis, both.moments[at.value] ?? 0);
  return (
    <section class="both courses" aria-label="Both sides">
      <h3>{both.axis === "ms" ? "Both sides, moment by moment" : "Both sides, trial by trial"}</h3>
      <Scrubber
        at={at}
        last={last}
        playing={playing}
        seek={seek}
        clock={clock}
        spoken={spoken(both, at.value, clock)}
      />
      <Charts rows={both.rows} at={at.value} lesson={lesson} />
      {both.alike.length > 0 && (
        <details class="alike">
          <summary>The same on both sides: {both.alike.map(({ name }) => wordsOf(name)).join(", ")}</summary>
          <Charts rows={both.alike} at={at.value} lesson={lesson} />
        </details>
      )}
      <p class="hint">
        {both.axis === "ms"
          ? "Virtual time of the model: hours of it pass in milliseconds. Both sides are drawn on one scale."
          : "This experiment has no time: its trials are independent. You see how the numbers settle as trials are added."}
      </p>
    </section>
  );
}

interface ChartsProps extends Pick<CoursesProps, "lesson"> {
  readonly rows: readonly Row[];
  readonly at: number;
}

/** The same quantities for both sides, beside each other. */
function Charts({ at, lesson, rows }: ChartsProps) {
  return (
    <div class="two">
      {sides.map((side) => (
        <div key={side} class={`one-side ${side}`}>
          <h3>{sideTitles[side]}</h3>
          {rows.map((row) => (
            <Chart key={row.name} row={row} side={side} at={at} unit={unitOf(lesson, row.name)} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** All of it in six seconds. */
const stepMs = 30;

function play(at: Signal<number>, playing: Signal<boolean>, last: number): () => void {
  const timer = setInterval(() => {
    at.value = Math.min(at.value + 1, last);
    if (at.value === last) playing.value = false;
  }, stepMs);
  return () => clearInterval(timer);
}

const unitOf = ({ predictions }: LessonPage, name: string): string =>
  predictions.find(({ measure }) => measure === name)?.unit ?? "";

const valueText = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "–" : numberText(value);

/** Every value at a moment, as one sentence each. */
const spoken = ({ rows }: OverTime, at: number, clock: string): string =>
  [
    clock,
    ...rows.map(
      ({ name, of }) => `${wordsOf(name)}: OFF ${valueText(of.off[at])}, ON ${valueText(of.on[at])}`,
    ),
  ].join(". ");

const width = 600;
const height = 90;

interface ChartProps {
  readonly row: Row;
  readonly side: Side;
  readonly at: number;
  readonly unit: string;
}

function Chart({ at, row: { most, name, of }, side, unit }: ChartProps) {
  const values = of[side];
  const path = useMemo(() => pathOf(values, most, width, height), [values, most]);
  const share = at / Math.max(1, values.length - 1);
  return (
    <figure class="course">
      <figcaption>
        <span>
          {wordsOf(name)} <small>up to {numberText(most)}</small>
        </span>
        <b>
          {valueText(values[at])} {unit && <small>{unitFor(valueText(values[at]), unit)}</small>}
        </b>
      </figcaption>
      <div class="course-plot" style={{ "--done": `${100 * share}%` }}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} />
          <path class="so-far" d={pathOf(values.slice(0, at + 1), most, width * share, height)} />
        </svg>
      </div>
    </figure>
  );
}
