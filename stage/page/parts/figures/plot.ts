import uPlot from "uplot";
import { roundTop } from "../../model/figures/drawn.ts";
import type { FiguresOverTime } from "../../model/figures/figures.ts";
import { palette } from "../palette.ts";

/** A line of a plot. */
export interface Line<Figures> {
  readonly name: string;
  readonly color: string;
  readonly of: (figures: Figures) => readonly (number | null)[];
}

/** A small plot over time. */
export interface Plot {
  draw(figures: FiguresOverTime): void;
  remove(): void;
}

/** A plot is made anew only when its width or the theme has changed. */
export function createPlot(element: HTMLElement, lines: readonly Line<FiguresOverTime>[]): Plot {
  let plot: uPlot | undefined;
  let made = "";
  return {
    draw(figures) {
      const data = [figures.at, ...lines.map(({ of }) => of(figures))] as uPlot.AlignedData;
      const look = `${element.clientWidth} ${element.clientHeight} ${document.documentElement.dataset.theme}`;
      if (plot && look === made) return plot.setData(data);
      made = look;
      plot?.destroy();
      plot = new uPlot(optionsOf(lines, element.clientWidth, element.clientHeight), data, element);
    },
    remove: () => plot?.destroy(),
  };
}

function optionsOf(lines: readonly Line<FiguresOverTime>[], width: number, height: number): uPlot.Options {
  const axis = { stroke: palette("muted"), font: "10px system-ui", ticks: { show: false } };
  return {
    width: Math.max(80, width),
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, roundTop(most ?? 1)] } },
    axes: [
      { ...axis, size: 18, grid: { show: false }, values: (_, ticks) => ticks.map(elapsed) },
      {
        ...axis,
        size: 30,
        // Its ends are always named: between them, a plot this small has no room.
        splits: (_, __, least, most) => [least, most],
        grid: { stroke: palette("line"), width: 1 },
        values: (_, ticks) => ticks.map(brief),
      },
    ],
    series: [
      {},
      ...lines.map(({ color, name }) => ({
        label: name,
        stroke: palette(color),
        fill: `${palette(color)}22`,
        width: 2,
        spanGaps: true,
        points: { show: isAlone, size: 5 },
      })),
    ],
  };
}

/** A value without neighbors is no line. */
const isAlone = ({ data }: uPlot, line: number): boolean =>
  (data[line] ?? []).filter((value) => value !== null && value !== undefined).length === 1;

const brief = (value: number): string => (value >= 1_000 ? `${value / 1_000}k` : String(value));

/** A time since the beginning: `25 s`, `33 min`. */
const elapsed = (seconds: number): string =>
  seconds === 0 ? "0" : seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 6) / 10} min`;
