// One example per thing that the lessons' page does, in one browser; hence the length.

import { expect } from "chai";
import type { Page } from "playwright-core";
import { axeFindings } from "#stage/page/test/axe-findings.ts";
import { describeInChromium } from "#stage/page/test/chromium.ts";
import type { Case } from "../../exam/case.ts";
import { cases } from "../../exam/cases.ts";
import { suspects } from "../../exam/suspects.ts";
import { lessonNamed, lessons } from "../../index.ts";
import { type Lesson, type Measured, usualKnobs } from "../../lesson.ts";
import { lessonsEdition } from "./lessons-edition.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** What a lesson tells after the guess, and not before. */
const told = ["Result", "Both sides", "Why", "The line", "Said wrongly", "An interviewer goes on"];

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

describeInChromium("the lessons, from disk", (openIn) => {
  const folder = lessonsEdition();
  const open = (fragment = "", options = {}) =>
    openIn(`${folder()}/lessons.html${fragment}`, { offline: true, ...options });

  it("are taken by keyboard alone: nothing is told before the guess is locked, and it is remembered how near it was", async () => {
    const { complaints, page } = await open();
    await page.getByRole("link", { name: "Take the first lesson" }).press("Enter");
    const field = region(page, "Your guess").getByRole("spinbutton");
    for (const name of told) expect(await region(page, name).count(), name).to.equal(0);
    await field.focus();
    await page.keyboard.type("10");
    await page.keyboard.press("Enter");
    await region(page, "Result").getByText("You said 10, it is 10: exactly right.").waitFor();
    for (const name of told) await region(page, name).waitFor();
    await page.getByRole("link", { name: "Question 43" }).press("Enter");
    await page.getByText("The answer: say yours aloud first").waitFor();
    await page.goBack();
    await region(page, "Result").getByText("You said 10, it is 10: exactly right.").waitFor();
    expect(await field.isEditable()).to.equal(false);
    await page.getByRole("link", { name: "← All lessons" }).press("Enter");
    await page.getByText(`1 of ${lessons.length} lessons taken, 3 of 90 questions met`).waitFor();
    await page.getByRole("link", { name: /^43\. .*near guess/ }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("show both sides under one scrubber, the hop that broke the promise, and OFF on the page with the company", async () => {
    const { complaints, page } = await open("#lesson/idempotency-key");
    await guess(page, 1);
    const both = region(page, "Both sides");
    const promise = both.getByRole("row", { name: /^at most one charge and one refund per order/ });
    await promise.getByRole("img", { name: "broken" }).waitFor();
    await both.getByRole("slider", { name: "Time" }).fill("0");
    await promise.getByRole("img", { name: "broken" }).waitFor({ state: "hidden" });
    await both.getByRole("slider", { name: "Time" }).press("End");
    await both.getByText("The company at this moment, as a map").click();
    await both.getByRole("radio", { name: "ON, with the guarantee" }).check();
    await region(page, "Map").getByText("1 paid").waitFor();
    await both.getByRole("button", { name: "Show how" }).click();
    await region(page, "Inspector").getByText("the provider charges").first().waitFor();
    await region(page, "Inspector").getByText("which the ON side has").waitFor();
    await page.getByRole("link", { name: /^Play .+ without .+: map/ }).click();
    expect(await page.getByRole("checkbox", { name: "idempotency-key" }).isChecked()).to.equal(false);
    await page.getByRole("list", { name: "Legend" }).getByRole("button", { name: "outbox" }).focus();
    await page.keyboard.press("Enter");
    const asked = page.getByRole("tooltip").getByRole("link");
    await asked.and(page.locator(":focus")).waitFor();
    expect(await asked.getAttribute("href")).to.equal("lessons.html#question/2");
    await page.getByRole("link", { name: "Lessons" }).click();
    await page
      .getByRole("link", { name: "Take the first lesson" })
      .or(page.getByText(/^Next: /))
      .waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("are listed by chapter, each in one column", async () => {
    const { page } = await open();
    await page.getByRole("heading", { name: "The process" }).waitFor();
    const parts = `[...document.querySelectorAll(".chapter")].map((one) => one.getClientRects().length)`;
    expect(await page.evaluate(parts)).to.deep.equal([1, 1, 1, 1, 1]);
  });

  it("say which guess is missing or cannot be, and lock nothing without it", async () => {
    const { page } = await open("#lesson/lost-answers");
    const form = region(page, "Your guess");
    await form.getByRole("spinbutton").first().fill("100");
    await button(page, "Lock my guesses and run").click();
    await form.getByText("Guess 2 of 2 is missing.").waitFor();
    expect(await form.locator(":focus").getAttribute("aria-invalid")).to.equal("true");
    await form.getByRole("spinbutton").last().fill("-50");
    await button(page, "Lock my guesses and run").click();
    await form.getByText("It cannot be -50 %: guess 0 to 100.").waitFor();
    expect(await region(page, "Result").count()).to.equal(0);
  });

  it("draw both sides of a model over its time, under one scrubber, and read the values to who cannot see them", async () => {
    const { complaints, page } = await open("#lesson/bounded-line", {
      viewport: { width: 390, height: 844 },
    });
    await guess(page, 500);
    const time = region(page, "Both sides").getByRole("slider", { name: "Time" });
    const read = () => time.getAttribute("aria-valuetext");
    const ended = await read();
    await time.press("Home");
    expect(await read()).to.equal("0 ms. useful: OFF –, ON –. refused: OFF –, ON –. waiting: OFF –, ON –");
    await time.press("End");
    expect(await read())
      .to.equal(ended)
      .and.include("useful: OFF 281, ON 5,974");
    expect(complaints).to.deep.equal([]);
  });

  it("measure another number when a knob is turned, and the address says which", async () => {
    const { page } = await open("#lesson/retries?seed=2");
    await guess(page, 90);
    const result = region(page, "Result");
    const before = await result.locator("data").first().getAttribute("value");
    await page.getByRole("slider", { name: "outage" }).fill("1");
    await button(page, "Run both sides again").click();
    await result.locator(`data:not([value="${before}"])`).first().waitFor();
    expect(new URL(page.url()).hash).to.equal("#lesson/retries?seed=2&outage=1");
  });

  it("show recorded numbers and the command, where a lesson needs more than a tab", async () => {
    const { page } = await open("#lesson/unroutable", { viewport: { width: 390, height: 844 } });
    await guess(page, 100);
    await region(page, "Result").getByText("npm run learn -- unroutable").waitFor();
    const wide = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(wide).to.be.at.most(0);
  });

  it("end with an exam: a case is solved by looks alone", async () => {
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

  it("have no finding of axe: a question, and a lesson that was taken, light", async () => {
    const { page } = await open("#question/1", { colorScheme: "light", reducedMotion: "reduce" });
    await page.getByText("The answer: say yours aloud first").click();
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.goto(`${folder()}/lessons.html#lesson/silence`);
    await guess(page, 5);
    await page.getByText("The company at this moment, as a map").click();
    expect(await axeFindings(page)).to.deep.equal([]);
  });

  it("have no finding of axe: the map in Russian, and a case of the exam, dark", async () => {
    const { page } = await open("#lessons", { colorScheme: "dark", reducedMotion: "reduce" });
    await button(page, "По-русски").click();
    await button(page, "In English").waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.goto(`${folder()}/lessons.html#exam/5`);
    await region(page, "Look around").waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
  });

  for (const name of ["silence", "charge-once", "set-or-add", "lost-answers"]) {
    it(`measure ${name} in the tab as in Node, to the last digit`, async () => {
      const { page } = await open(`#lesson/${name}`);
      await guess(page, 7);
      expect(await numbersShown(page)).to.deep.equal(await numbersInNode(lessonNamed(name), 7));
    });
  }
});
