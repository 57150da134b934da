import axe from "axe-core";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { describeInChromium } from "#stage/page/test/chromium.ts";
import type { Case } from "../../exam/case.ts";
import { cases } from "../../exam/cases.ts";
import { suspects } from "../../exam/suspects.ts";
import { lessonNamed, lessons } from "../../index.ts";
import { type Lesson, type Measured, usualKnobs } from "../../lesson.ts";
import { lessonsEdition } from "./lessons-edition.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Guesses the same number for each prediction, and runs both sides. */
async function guess(page: Page, number: number): Promise<void> {
  const form = region(page, "Your guess");
  for (const field of await form.getByRole("spinbutton").all()) await field.fill(String(number));
  await button(page, /^Lock my guess/).click();
  await region(page, "Result").waitFor();
}

/** Every number of the result, exactly as it was measured. */
async function numbersShown(page: Page): Promise<readonly string[]> {
  const found = region(page, "Result").locator("data");
  return found.evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? ""));
}

/** The same in Node, in the order of the page. */
async function numbersInNode({ experiment, ...lesson }: Lesson, guessed: number): Promise<readonly string[]> {
  const knobs = usualKnobs(lesson);
  const off: Measured = await experiment({ side: "off", seed: 1, knobs });
  const on: Measured = await experiment({ side: "on", seed: 1, knobs });
  const predicted = lesson.predictions.map(({ measure }) => measure);
  const others = [...new Set([...Object.keys(off), ...Object.keys(on)])].filter(
    (name) => !predicted.includes(name),
  );
  return [
    ...predicted.flatMap((name) => [off[name], on[name], guessed]),
    ...others.flatMap((name) => [off[name], on[name]]),
  ].flatMap((value) => (value === undefined ? [] : [String(value)]));
}

async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await Object(globalThis).axe.run();
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${id}: ${nodes.map(({ failureSummary, html }) => `${html.slice(0, 120)} ${failureSummary}`).join("\n")}`,
    );
  });
}

describeInChromium("the lessons, from disk", (openIn) => {
  const url = lessonsEdition();
  const open = (fragment = "", options = {}) => openIn(`${url()}${fragment}`, { offline: true, ...options });

  it("takes a lesson by keyboard alone, and remembers how near the guess was", async () => {
    const { complaints, page } = await open();
    await page.getByRole("link", { name: "Take the first lesson" }).press("Enter");
    const field = region(page, "Your guess").getByRole("spinbutton");
    await field.focus();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await region(page, "Result").getByText("You said 1, it is 1: near.").waitFor();
    await page.getByRole("link", { name: "← All lessons" }).press("Enter");
    await page.getByText(`1 of ${lessons.length} lessons taken, 3 of 90 questions met`).waitFor();
    await page.getByRole("link", { name: /^43\. .*near guess/ }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("shows nothing of the result before the guess is locked", async () => {
    const { page } = await open("#lesson/outbox");
    await region(page, "Your guess").waitFor();
    for (const name of ["Result", "Both sides", "Why", "The line", "Said wrongly", "An interviewer goes on"])
      expect(await region(page, name).count(), name).to.equal(0);
    await guess(page, 3);
    expect(await region(page, "Your guess").getByRole("spinbutton").isEditable()).to.equal(false);
    for (const name of ["Both sides", "Why", "The line", "Said wrongly", "An interviewer goes on"])
      await region(page, name).waitFor();
  });

  it("solves a case of the exam by looks alone", async () => {
    const { complaints, page } = await open("#exam/5");
    const { guilty, path } = cases.find(({ number }) => number === 5) as Case;
    await region(page, "Look around").waitFor();
    for (const { look } of path) {
      await page.getByRole("radio", { name: look, exact: true }).check();
      await button(page, "Look").click();
      await region(page, "What you saw")
        .getByText(new RegExp(`^${look}`))
        .first()
        .waitFor();
    }
    await page.getByRole("radio", { name: suspects[guilty] }).check();
    await page.getByRole("textbox", { name: "Because" }).fill("that is what the looks showed");
    await button(page, "Name the suspect").click();
    await region(page, "Solution").getByText("Solved: 4 of 4 points").waitFor();
    await page.getByRole("link", { name: "Exam" }).first().click();
    await page.getByRole("link", { name: "Case 5 4 of 4 points" }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("has no finding of axe: a question, and a lesson that was taken, light", async () => {
    const question = await open("#question/17", { colorScheme: "light" });
    expect(await findings(question.page)).to.deep.equal([]);
    const { page } = await open("#lesson/silence", { colorScheme: "light", reducedMotion: "reduce" });
    await guess(page, 5);
    expect(await findings(page)).to.deep.equal([]);
  });

  it("has no finding of axe: the map, and a case of the exam, dark", async () => {
    const map = await open("#lessons", { colorScheme: "dark" });
    expect(await findings(map.page)).to.deep.equal([]);
    const { page } = await open("#exam/5", { colorScheme: "dark" });
    await region(page, "Look around").waitFor();
    expect(await findings(page)).to.deep.equal([]);
  });

  for (const name of [
    "silence",
    "where-the-id-lives",
    "charge-once",
    "set-or-add",
    "lost-answers",
    "log-or-queue",
  ]) {
    it(`measures ${name} in the tab as in Node, to the last digit`, async () => {
      const { page } = await open(`#lesson/${name}`);
      await guess(page, 7);
      expect(await numbersShown(page)).to.deep.equal(await numbersInNode(lessonNamed(name), 7));
    });
  }
});
