import type { Page } from "playwright-core";
import { chromiumIfThere, remedy } from "#stage/page/build/launch-chromium.ts";
import { type Lesson, type Measured, type Run, runsInTab, sides, usualKnobs } from "../../lesson.ts";
import { workerText } from "./in-a-worker.ts";

/** The numbers of a lesson that are not the same in a tab as in Node, one sentence each. */
export interface Compared {
  readonly name: string;
  readonly differences: readonly string[];
}

/**
 * Runs both sides in Node and in the worker of the tab edition, in Chromium, and compares every number to the last digit.
 *
 * @throws Error if there is no Chromium
 */
export async function compareWithTab(
  lessons: readonly Lesson[],
  seeds: number,
  compared: (one: Compared) => void,
): Promise<void> {
  const browser = await chromiumIfThere();
  if (!browser) throw new Error(`there is no Chromium: ${remedy}`);
  try {
    const page = await browser.newPage();
    await startWorker(page, await workerText());
    for (const lesson of lessons.filter(runsInTab)) {
      const differences: string[] = [];
      for (let seed = 1; seed <= seeds; seed += 1) differences.push(...(await compare(page, lesson, seed)));
      compared({ name: lesson.name, differences });
    }
  } finally {
    await browser.close();
  }
}

async function compare(page: Page, lesson: Lesson, seed: number): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const side of sides) {
    const run = { side, seed, knobs: usualKnobs(lesson) };
    const inNode = await lesson.experiment(run);
    const inTab = await runInTab(page, { ...run, lesson: lesson.name });
    for (const name of new Set([...Object.keys(inNode), ...Object.keys(inTab)])) {
      if (isOfTheMachine(name) || inNode[name] === inTab[name]) continue;
      differences.push(
        `${side}, seed ${seed}: ${name} is ${inNode[name]} in Node and ${inTab[name]} in a tab`,
      );
    }
  }
  return differences;
}

/** Real time depends on the machine, and not on the seed. */
const isOfTheMachine = (name: string): boolean => name.endsWith("Microseconds");

const startWorker = (page: Page, text: string): Promise<void> =>
  page.evaluate((script) => {
    const tab = Object(globalThis);
    tab.laboratory = new tab.Worker(tab.URL.createObjectURL(new tab.Blob([script])));
  }, text);

async function runInTab(page: Page, of: Run & { readonly lesson: string }): Promise<Measured> {
  const answer = await page.evaluate(
    (asked) =>
      new Promise<{ readonly measured: Measured | undefined; readonly failed: string | undefined }>(
        (resolve) => {
          const { laboratory } = Object(globalThis);
          // The entries of a run on the company stay there: only the numbers are compared.
          laboratory.onmessage = ({ data }: { data: { answer?: { measured: Measured }; failed?: string } }) =>
            resolve({ measured: data.answer?.measured, failed: data.failed });
          laboratory.postMessage({ id: 1, ask: "run", of: asked });
        },
      ),
    of,
  );
  if (!answer.measured) throw new Error(`${of.lesson} failed in the tab: ${answer.failed}`);
  return answer.measured;
}
