import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { writeTabEdition } from "./edition.ts";
import { launchChromium } from "./launch-chromium.ts";
import { recordRush, replay } from "./rush.ts";
import {
  busyAfter,
  eventTimings,
  framesIn,
  percentile,
  type Timing,
  type TraceEvent,
  tasksIn,
  traced,
} from "./tracing.ts";

/** How long frames are traced, in milliseconds. */
const tracedMs = 15_000;

/** `npm run measure`: how large and how fast the page is, by the browser's own tracing. */
const { live, rush } = commandLine<{ live?: string; rush?: number }>("npm run measure", (program) =>
  program
    .description("Measures the page in Chromium, and prints the figures that stage/page/README.md quotes.")
    .option(
      "--live <url>",
      "measure the page of a running npm start -- --traffic 200, at the address it prints",
    )
    .option(
      "--rush <number>",
      "replay this many orders a second to the live page, however slow this machine is",
      Number,
    ),
);
const browser = await launchChromium("npm run measure");
console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
if (live) reportFrames("live", await liveFrames(browser, live));
else if (rush) await measureRush(browser, rush);
else await measureTab(browser);
await browser.close();

async function measureTab(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pas-de-cinq-page-"));
  const files = await writeTabEdition(folder);
  const url = pathToFileURL(join(folder, "index.html")).href;
  console.log(
    files.map(({ gzipped, name }) => `${name} ${(gzipped / 1_000).toFixed(1)} KB gzipped`).join(", "),
  );
  const paints: Timing[] = [];
  for (let n = 0; n < 5; n += 1) paints.push(...(await firstPaints(browser, url)));
  for (const name of ["first-paint", "first-contentful-paint"])
    report(
      name,
      paints.filter((paint) => paint.name === name).map(({ ms }) => ms),
    );
  reportFrames("20 orders a second of watching", await playedFrames(browser, url));
  const { busy, drawn } = await scrubbed(browser, url);
  report("scrubbing 50,000 entries: until the new moment is drawn", drawn);
  report("scrubbing 50,000 entries: processor time of the main thread", busy);
  rmSync(folder, { recursive: true });
}

/** Opens the page at a moment. */
async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(300_000);
  await page.goto(url);
  await page.getByRole("slider", { name: "Time" }).waitFor();
  return page;
}

async function firstPaints(browser: Browser, url: string): Promise<readonly Timing[]> {
  const page = await open(browser, url);
  const found: readonly Timing[] = await page.evaluate(
    'performance.getEntriesByType("paint").map(({ name, startTime }) => ({ name, ms: startTime }))',
  );
  await page.close();
  return found;
}

/** Twenty orders a minute of virtual time, of which a second of watching shows one. */
async function playedFrames(browser: Browser, url: string): Promise<readonly TraceEvent[]> {
  const page = await open(browser, `${url}#seed=1&did=0:traffic:20&at=3000`);
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(3_000);
  const events = await traced(browser, page, () => page.waitForTimeout(tracedMs));
  await page.close();
  return events;
}

/** Clicks on ten places of the time slider. */
async function scrubbed(browser: Browser, url: string) {
  const page = await open(browser, `${url}#seed=1&did=0:traffic:20&at=50000`);
  const time = page.getByRole("slider", { name: "Time" });
  await page.waitForTimeout(3_000);
  const scrub = async () => {
    for (const part of [0.2, 0.8, 0.5, 0.05, 0.95, 0.35, 0.65, 0.1, 0.9, 0.45]) {
      // The slider is shorter in the past, where the button To now stands beside it.
      const box = await time.boundingBox();
      if (!box) throw new Error("the slider Time is not to be seen");
      await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
      await page.waitForTimeout(1_000);
    }
  };
  const drawn = await eventTimings(page, "pointerdown", scrub);
  const busy = busyAfter(await traced(browser, page, scrub), "input", 150);
  await page.close();
  return { busy, drawn };
}

/** The company runs before, on virtual time: what is measured is what the page does with its feed. */
async function measureRush(browser: Browser, perSecond: number): Promise<void> {
  const entries = await recordRush(perSecond, 10 + tracedMs / 1_000);
  const rush = await replay(entries);
  const frames = await liveFrames(browser, rush.url);
  reportFrames(`${perSecond} orders a second, replayed at most ${rush.lateMs().toFixed(0)} ms late`, frames);
  await rush.close();
}

async function liveFrames(browser: Browser, url: string): Promise<readonly TraceEvent[]> {
  const page = await open(browser, url);
  await page.waitForTimeout(5_000);
  const events = await traced(browser, page, () => page.waitForTimeout(tracedMs));
  const notShown = await page.getByText("entries not shown").allInnerTexts();
  console.log(`it says: ${notShown[0] ?? "nothing is left out"}`);
  await page.close();
  return events;
}

function reportFrames(what: string, events: readonly TraceEvent[]): void {
  report(`${what}: a frame`, framesIn(events));
  const tasks = tasksIn(events);
  const share = (100 * tasks.reduce((sum, ms) => sum + ms, 0)) / tracedMs;
  const longest = percentile(tasks, 100);
  console.log(
    `${what}: the main thread is ${share.toFixed(0)} % busy, ${longest.toFixed(0)} ms at most at a time`,
  );
}

function report(what: string, ms: readonly number[]): void {
  const [median, p95, worst] = [percentile(ms, 50), percentile(ms, 95), percentile(ms, 100)];
  console.log(
    `${what}: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, worst ${worst.toFixed(0)} ms (${ms.length})`,
  );
}
