import { services } from "#contracts/hears.ts";
import type { Entry } from "./narrative/entry.ts";
import { createFigures, figuresHeader, figuresText } from "./narrative/figures.ts";
import type { NarrativeLog } from "./narrative/log.ts";
import { isSystemWide } from "./narrative/system-wide.ts";
import { createTeller, type Drawing, drawLine } from "./narrative/text/story-lines.ts";
import { stylesOf } from "./narrative/text/terminal/styles.ts";
import { timeOfDay } from "./narrative/text/words.ts";
import { parkedIds } from "./page/model/parked.ts";
import type { Breach } from "./page/model/promises/breach.ts";

/** What `npm start` prints while the company runs. */
export interface LiveReport {
  /** How many orders are open: neither delivered nor cancelled. */
  readonly openOrders: () => number;
  /** From now on, entries are told; before, the company starts. */
  begin(): void;
  /** Tells a broken promise. */
  readonly breach: (breach: ToldBreach) => void;
  /** The promises that it told to be broken. */
  readonly broken: () => ReadonlySet<string>;
  end(): void;
}

type ToldBreach = Pick<Breach, "orderId" | "promise" | "sentence">;

/** What a report needs beside the log. */
interface Surroundings {
  readonly now: () => number;
  readonly print: (line: string) => void;
}

/** In one second, more entries than this are summed up. */
const mostTold = 100;
/** After this many lines of figures, their header is repeated. */
const headerEvery = 20;

/**
 * Tells what happens, a line each. Under traffic that is more than a person can read: then a line a second sums it up, and only what
 * concerns the whole system is told.
 */
export function liveReport(log: NarrativeLog, drawing: Drawing, { now, print }: Surroundings): LiveReport {
  const figures = createFigures();
  const broken = new Set<string>();
  const timed: Drawing = { ...drawing, timeOf: (at) => timeOfDay(at, 3) };
  let tell: ((entry: Entry) => readonly string[]) | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let [isBusy, entries, reported] = [false, 0, 0];

  function take(entry: Entry): void {
    figures.take(entry);
    entries += 1;
    if (entry.kind === "traffic" && entry.perMinute > 0) isBusy = true;
    const isToldAlways = isSystemWide(entry) || entry.kind === "traffic";
    if (isToldAlways || !isBusy) for (const line of tell?.(entry) ?? []) print(line);
  }

  function tick(): void {
    if (log.present.traffic === 0 && entries < mostTold) isBusy = false;
    entries = 0;
    if (!isBusy) return;
    const { palette } = drawing;
    if (reported % headerEvery === 0) print(palette.dim(`${"time".padStart(8)}${figuresHeader}`));
    reported += 1;
    const parked = services.flatMap((service) => parkedIds(log.present, service)).length;
    print(`${palette.dim(timeOfDay(now()))}${figuresText(figures.read({ parked }))}`);
  }

  const endListening = log.onEntry(take);
  function breach({ orderId, promise, sentence }: ToldBreach): void {
    broken.add(promise);
    const label = orderId === undefined ? undefined : log.present.orders.get(orderId)?.label;
    const text = stylesOf(drawing.palette).fault(`✗ a promise broke: ${sentence}`);
    const line = { at: now(), label, depth: 0, who: "", service: undefined, tone: "fault", text } as const;
    for (const one of drawLine(line, 0, timed)) print(one);
  }

  return {
    breach,
    broken: () => broken,
    openOrders: figures.inFlight,
    begin() {
      tell = createTeller(now(), timed, { present: log.present });
      ticking = setInterval(tick, 1_000);
    },
    end() {
      endListening();
      clearInterval(ticking);
    },
  };
}
