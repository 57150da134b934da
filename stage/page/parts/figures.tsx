import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { type FiguresOverTime, figuresOf } from "../model/figures.ts";
import type { Session } from "../model/session.ts";
import { palette } from "./palette.ts";

interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly {
    readonly name: string;
    readonly color: string;
    readonly of: (figures: FiguresOverTime) => readonly (number | null)[];
  }[];
}

const charts: readonly Chart[] = [
  {
    title: "Orders and deliveries",
    unit: "",
    lines: [
      { name: "placed", color: "orders", of: ({ placed }) => placed },
      { name: "delivered", color: "couriers", of: ({ delivered }) => delivered },
    ],
  },
  {
    title: "Retries and parked",
    unit: "",
    lines: [
      { name: "retried", color: "warning", of: ({ retried }) => retried },
      { name: "parked", color: "danger", of: ({ parked }) => parked },
    ],
  },
  {
    title: "Messages in a commit",
    unit: "in a commit",
    lines: [{ name: "messages", color: "payments", of: ({ batch }) => batch }],
  },
  {
    title: "Order to delivery",
    unit: "from order to delivery",
    lines: [{ name: "minutes", color: "restaurants", of: ({ latency }) => latency }],
  },
];

const everyMs = 700;

/** A few figures over time, up to the moment that is shown. */
export function Figures({ session }: { session: Session }) {
  return (
    <section class="panel figures" aria-label="Figures">
      <h2>Figures</h2>
      <div class="charts">
        {charts.map((chart) => (
          <figure key={chart.title}>
            <figcaption>
              {chart.lines.map(({ color, name }, i) => (
                <span key={name}>
                  {i > 0 && " and "}
                  <b class={`ink-${color}`}>{name}</b>
                </span>
              ))}{" "}
              <small>{chart.unit}</small>
            </figcaption>
            <Plot session={session} chart={chart} />
          </figure>
        ))}
      </div>
    </section>
  );
}

function Plot({ chart, session }: { session: Session; chart: Chart }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let plot: uPlot | undefined;
    let drawn = "";
    const draw = () => {
      const { log, now, position } = session.player;
      const theme = document.documentElement.dataset.theme;
      const what = `${log.peek().first} ${position.peek()} ${element.clientWidth} ${theme}`;
      if (what === drawn || document.hidden) return;
      drawn = what;
      const began = session.source.began.at;
      const figures = figuresOf(log.peek(), position.peek(), began, Math.max(now.peek(), began + 60_000));
      const data = [figures.at, ...chart.lines.map(({ of }) => of(figures))] as uPlot.AlignedData;
      plot?.destroy();
      plot = new uPlot(optionsOf(chart, element.clientWidth), data, element);
    };
    draw();
    const timer = setInterval(draw, everyMs);
    return () => {
      clearInterval(timer);
      plot?.destroy();
    };
  }, [session, chart]);
  return <div ref={box} class="plot" />;
}

function optionsOf({ lines }: Chart, width: number): uPlot.Options {
  const axis = { stroke: palette("muted"), font: "10px system-ui", ticks: { show: false } };
  return {
    width: Math.max(120, width),
    height: 76,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most ?? 1)] } },
    axes: [
      { ...axis, size: 18, grid: { show: false }, values: (_, ticks) => ticks.map(minutes) },
      { ...axis, size: 26, grid: { stroke: palette("line"), width: 1 } },
    ],
    series: [
      {},
      ...lines.map(({ color, name }) => ({
        label: name,
        stroke: palette(color),
        fill: `${palette(color)}22`,
        width: 2,
        spanGaps: true,
        points: { show: false },
      })),
    ],
  };
}

const minutes = (seconds: number): string => (seconds === 0 ? "0" : `${Math.round(seconds / 6) / 10} min`);
