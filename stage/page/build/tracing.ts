import type { Browser, Page } from "playwright-core";

/** Something that the browser timed. */
export interface Timing {
  readonly name: string;
  readonly ms: number;
}

/** An event of Chromium's trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline.frame", "toplevel"];

/** What Chromium traced while something was done on a page. */
export async function traced(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  await browser.startTracing(page, { categories });
  await work();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  return trace.traceEvents;
}

/** The times between frames that were drawn, in milliseconds. */
export function framesIn(events: readonly TraceEvent[]): readonly number[] {
  const drawn = events.filter(({ name }) => name === "DrawFrame").map(({ ts }) => ts);
  const times = drawn.sort((a, b) => a - b);
  return times.slice(1).map((ts, i) => (ts - (times[i] ?? ts)) / 1_000);
}

/** The processor time of each task of the page's main thread, in milliseconds. */
export function tasksIn(events: readonly TraceEvent[]): readonly number[] {
  const main = events.find(({ name }) => name === "FireAnimationFrame");
  return events
    .filter(({ name, pid, tid }) => isTask(name) && pid === main?.pid && tid === main.tid)
    .map(({ tdur = 0 }) => tdur / 1_000);
}

const isTask = (name: string): boolean => name === "ThreadControllerImpl::RunTask";

/**
 * The processor time that the page's main thread spent within a time of each event of a type, in milliseconds. It hardly depends on
 * what else the machine does.
 */
export function busyAfter(events: readonly TraceEvent[], type: string, withinMs: number): readonly number[] {
  const inputs = events.filter(({ args, name }) => name === "EventDispatch" && args?.data?.type === type);
  return inputs.map(({ pid, tid, ts }) => {
    const isIn = (event: TraceEvent) =>
      isTask(event.name) &&
      event.pid === pid &&
      event.tid === tid &&
      event.ts + (event.dur ?? 0) >= ts &&
      event.ts < ts + withinMs * 1_000;
    return events.filter(isIn).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000;
  });
}

/**
 * How long an event took each time, from the input until the frame that shows its effect, in milliseconds: Chromium's Event Timing,
 * which rounds to 8 ms.
 */
export async function eventTimings(
  page: Page,
  name: string,
  work: () => Promise<void>,
): Promise<readonly number[]> {
  await page.evaluate(`
    globalThis.seen = [];
    new PerformanceObserver((list) => {
      for (const { duration, name } of list.getEntries()) if (name === "${name}") seen.push(duration);
    }).observe({ type: "event", durationThreshold: 16 });
  `);
  await work();
  return page.evaluate("seen");
}

/** The value below which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
