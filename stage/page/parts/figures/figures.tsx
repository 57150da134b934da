import { useEffect, useRef } from "preact/hooks";
import { drawnFigures } from "../../model/figures/drawn.ts";
import type { FiguresOverTime } from "../../model/figures/figures.ts";
import type { Session } from "../../model/session/session.ts";
import { createPlot, type Line } from "./plot.ts";

interface Chart {
  /** Which explanation it has. */
  readonly about: "placed" | "retried" | "messages" | "outbox age" | "latency";
  readonly unit: string;
  readonly lines: readonly Line<FiguresOverTime>[];
}

/** Virtual time is counted in minutes, real time in seconds. */
const chartsFor = (isVirtual: boolean): readonly Chart[] => [
  {
    unit: isVirtual ? "a minute" : "a second",
    about: "placed",
    lines: [
      { name: "placed", color: "orders", of: ({ placed }) => placed },
      { name: "delivered", color: "couriers", of: ({ delivered }) => delivered },
    ],
  },
  {
    unit: isVirtual ? "a minute" : "a second",
    about: "retried",
    lines: [
      { name: "retried", color: "warning", of: ({ retried }) => retried },
      { name: "parked", color: "danger", of: ({ parked }) => parked },
    ],
  },
  {
    unit: "in a commit",
    about: "messages",
    lines: [{ name: "messages", color: "payments", of: ({ batch }) => batch }],
  },
  {
    unit: "s, of the oldest entry",
    about: "outbox age",
    lines: [{ name: "outbox age", color: "notifications", of: ({ outboxAge }) => outboxAge }],
  },
  {
    unit: "from order to delivery",
    about: "latency",
    lines: isVirtual
      ? [{ name: "minutes", color: "restaurants", of: ({ latency }) => latency.map((s) => s && s / 60) }]
      : [{ name: "seconds", color: "restaurants", of: ({ latency }) => latency }],
  },
];

const everyMs = 700;

/** A few figures over time, up to the moment that is shown. */
export function Figures({ session }: { session: Session }) {
  const box = useRef<HTMLDivElement>(null);
  const charts = chartsFor(session.source.time !== undefined);
  useEffect(() => (box.current ? keepDrawn(box.current, session) : undefined), [session]);
  return (
    <section class="panel figures" aria-label="Figures" data-frame>
      <h2>Figures</h2>
      <div class="charts" ref={box}>
        {charts.map(({ about, lines, unit }) => (
          <figure key={lines[0]?.name} data-explain={`figure:${about}`} tabIndex={0}>
            <figcaption>
              {lines.map(({ color, name }, i) => (
                <span key={name}>
                  {i > 0 && " and "}
                  <b class={`ink-${color}`}>{name}</b>
                </span>
              ))}{" "}
              <small>{unit}</small>
            </figcaption>
            <div class="plot" />
          </figure>
        ))}
      </div>
    </section>
  );
}

/** Draws the figures anew now and then, if something has changed. The returned function ends it. */
function keepDrawn(box: HTMLElement, session: Session): () => void {
  const charts = chartsFor(session.source.time !== undefined);
  const plots = [...box.querySelectorAll<HTMLElement>(".plot")].map((element, i) =>
    createPlot(element, charts[i]?.lines ?? []),
  );
  const figures = drawnFigures(session);
  const draw = () => {
    if (document.hidden) return;
    const changed = figures.changed(`${box.clientWidth} ${document.documentElement.dataset.theme}`);
    if (changed) for (const plot of plots) plot.draw(changed);
  };
  draw();
  const timer = setInterval(draw, everyMs);
  return () => {
    clearInterval(timer);
    for (const plot of plots) plot.remove();
  };
}
