import { expect } from "chai";
import { lessons } from "../../index.ts";
import type { Lesson } from "../../lesson.ts";
import { Interrupted, isLeaving } from "../dialog.ts";
import { knobsWith } from "../lesson-text.ts";
import type { Guess } from "../progress.ts";
import { takeLesson } from "../take-lesson.ts";
import { scriptedDialog } from "./scripted-dialog.ts";

const lostAnswers = lessons.find(({ name }) => name === "lost-answers") as Lesson;
const setting = { seed: 1, knobs: knobsWith(lostAnswers, []), width: 100 };

describe("Taking a lesson", () => {
  it("asks for each guess before it shows a number, and compares", async () => {
    const dialog = scriptedDialog("100", "1", "", "", "");
    const guesses: Guess[] = [];
    await takeLesson(lostAnswers, dialog, setting, (compared) => guesses.push(...compared));
    const [beforeTheRun = ""] = dialog.said.join("\n").split("OFF, without the guarantee");
    expect(beforeTheRun).to.include("Your guess, in loans").and.not.include("105");
    expect(guesses[0]).to.include({ measure: "loansFor100", guessed: 100 });
    expect(dialog.said.join("\n")).to.match(/You said 1, it is [\d.]+ %: .*more than you thought/);
  });

  it("says one of a unit in the singular: an order, a time", async () => {
    const outbox = lessons.find(({ name }) => name === "outbox") as Lesson;
    const one: Lesson = { ...outbox, experiment: ({ side }) => ({ neverEnded: side === "off" ? 1 : 0 }) };
    const dialog = scriptedDialog("2", "", "");
    await takeLesson(one, dialog, { ...setting, knobs: {} }, () => {});
    const said = dialog.said.join("\n");
    expect(said).to.include("You said 2, it is 1 order: less than you thought.");
    expect(said).to.include("never delivered or cancelled? 0 orders");
  });

  it("names each promise that a side breaks, also the one that was guessed; the others are kept", async () => {
    const outbox = lessons.find(({ name }) => name === "outbox") as Lesson;
    const one: Lesson = {
      ...outbox,
      experiment: ({ side }) => ({ neverEnded: side === "off" ? 10 : 0, handledTwice: 0 }),
    };
    const dialog = scriptedDialog("10", "", "");
    await takeLesson(one, dialog, { ...setting, knobs: {} }, () => {});
    const said = dialog.said.join("\n").replaceAll(/\s+/g, " ");
    expect(said).to.include(
      "10 orders, how often this is broken: every order is delivered or cancelled All other promises are kept.",
    );
    expect(said).to.include("cancelled? 0 orders All promises are kept.");
  });

  it("says that a guess is exactly right", async () => {
    const retryStorm = lessons.find(({ name }) => name === "retry-storm") as Lesson;
    const dialog = scriptedDialog("64", "", "", "");
    await takeLesson(retryStorm, dialog, { ...setting, knobs: knobsWith(retryStorm, []) }, () => {});
    expect(dialog.said.join("\n")).to.include("You said 64, it is 64 calls: exactly right.");
  });

  it("asks again for what is not a number", async () => {
    const dialog = scriptedDialog("many", "", "1,000", "6 %", "", "", "");
    const guesses: Guess[] = [];
    await takeLesson(lostAnswers, dialog, setting, (compared) => guesses.push(...compared));
    expect(guesses.map(({ guessed }) => guessed)).to.deep.equal([1_000, 6]);
    expect(dialog.said.join("\n")).to.include('"many" is not a number. q leaves.').and.include("Guess first");
  });

  it("asks again for a number that cannot be: less than nothing, or more than all", async () => {
    const dialog = scriptedDialog("-50", "1", "120", "6", "", "", "");
    const guesses: Guess[] = [];
    await takeLesson(lostAnswers, dialog, setting, (compared) => guesses.push(...compared));
    expect(guesses.map(({ guessed }) => guessed)).to.deep.equal([1, 6]);
    expect(dialog.said.join("\n"))
      .to.include("It cannot be -50: guess 0 or more.")
      .and.include("It cannot be 120: guess 0 to 100 %.");
  });

  it("understands numbers as they are written in other countries, too", async () => {
    const dialog = scriptedDialog("1 000", "5,5", "", "", "");
    const guesses: Guess[] = [];
    await takeLesson(lostAnswers, dialog, setting, (compared) => guesses.push(...compared));
    expect(guesses.map(({ guessed }) => guessed)).to.deep.equal([1_000, 5.5]);
  });

  it("shows the answer to a follow-up only after the learner has answered it", async () => {
    const dialog = scriptedDialog("1", "1");
    const guesses: Guess[] = [];
    const taking = takeLesson(lostAnswers, dialog, setting, (compared) => guesses.push(...compared));
    await taking.catch((error) => expect(error).to.be.instanceOf(Interrupted));
    expect(guesses, "the lesson counts as taken").to.have.length(2);
    const [followUp] = lostAnswers.followUps;
    const text = dialog.said.join(" ").replaceAll(/\s+/g, " ");
    expect(text).to.include(followUp?.ask.slice(0, 30)).and.not.include(followUp?.answer.slice(0, 30));
  });
});

describe("The way out of a dialog", () => {
  it("is q, quit or exit, and no sentence that has them", () => {
    expect(["q", "Quit", "exit"].every(isLeaving)).to.equal(true);
    expect(["", "queue", "quit it by hand", "12"].some(isLeaving)).to.equal(false);
  });
});

describe("A knob", () => {
  it("is turned by name", () => {
    expect(knobsWith(lostAnswers, ["attempts=2"])).to.include({ attempts: 2 });
  });

  for (const [setting, problem] of [
    ["speed=1", "lost-answers has no such knob; it has loss, attempts"],
    ["attempts=1000", "give a number from"],
    ["attempts=x", "give a number from"],
    ["attempts=1.5", "in steps of 1; 2 is near"],
    ["attempts", "has no such knob"],
  ] as const) {
    it(`set with ${setting} is an error that says what is possible`, () => {
      expect(() => knobsWith(lostAnswers, [setting])).to.throw(problem);
    });
  }
});
