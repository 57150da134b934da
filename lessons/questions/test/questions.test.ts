import { expect } from "chai";
import { type Answer, answers } from "#stage/page/build/answers.ts";
import { lessons } from "../../index.ts";
import { questions } from "../index.ts";

const written = [...answers().values()].sort((a, b) => a.number - b.number);

/** The numbers of the answers that lack something. */
const without = (has: (answer: Answer) => boolean): readonly number[] =>
  written.filter((answer) => !has(answer)).map(({ number }) => number);

const wordsOf = (text: string): number => text.split(" ").length;

describe("The ninety questions", () => {
  it("are numbered from 1 to 90", () => {
    expect(questions.map(({ number }) => number)).to.deep.equal(Array.from({ length: 90 }, (_, i) => i + 1));
  });

  it("are asked as in docs/questions, which answers each", () => {
    expect(written.map(({ ask, number }) => ({ number, ask }))).to.deep.equal(
      questions.map(({ ask, number }) => ({ number, ask })),
    );
  });

  it("have three to five points to say each, no point twice, and what is asked if one is missing", () => {
    for (const { mustSay, number } of questions) {
      expect(mustSay.length, `question ${number}`).to.be.within(3, 5);
      expect(new Set(mustSay.map(({ point }) => point)).size, `question ${number}`).to.equal(mustSay.length);
      expect(mustSay.filter(({ ifMissing }) => !ifMissing.endsWith("?") && !ifMissing.endsWith("."))).to.be
        .empty;
    }
  });
});

describe("Each of the ninety answers", () => {
  it("begins with what to say aloud in 30 seconds: 35 to 75 words", () => {
    expect(without(({ aloud }) => wordsOf(aloud) >= 35 && wordsOf(aloud) <= 75)).to.deep.equal([]);
  });

  it("goes on with a long answer", () => {
    expect(without(({ long }) => wordsOf(long) >= 45)).to.deep.equal([]);
  });

  it("names a trap: what is often said, or done, wrongly", () => {
    expect(without(({ traps }) => traps.length > 0 && traps.every((trap) => trap.length > 10))).to.deep.equal(
      [],
    );
  });

  it("answers what is asked next in a minute: 15 to 110 words", () => {
    const asked = written.flatMap(({ next }) => next);
    const wrong = asked.filter(({ answer, ask }) => {
      return !/[.?]$/.test(ask) || wordsOf(answer) < 15 || wordsOf(answer) > 110;
    });
    expect(wrong).to.deep.equal([]);
    expect(asked).to.have.length.of.at.least(95);
    expect(answers().get(65)?.next[1]?.ask).to.equal("What do `order.*.eu` and `order.#` match?");
  });

  it("points at the code that shows it", () => {
    expect(without(({ code }) => code.length > 0)).to.deep.equal([]);
  });

  it("has an experiment, or a board where nothing can be run", () => {
    const shown = new Set(lessons.flatMap((lesson) => lesson.questions));
    expect(without(({ board, number }) => shown.has(number) || board !== undefined)).to.deep.equal([]);
  });
});
