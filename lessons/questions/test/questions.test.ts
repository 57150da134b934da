import { expect } from "chai";
import { answers } from "../../learn/question-text.ts";
import { questions } from "../index.ts";

describe("The ninety questions", () => {
  it("are numbered from 1 to 90", () => {
    expect(questions.map(({ number }) => number)).to.deep.equal(Array.from({ length: 90 }, (_, i) => i + 1));
  });

  it("are asked as in docs/questions, which answers each", () => {
    const written = [...answers()].sort(([a], [b]) => a - b);
    expect(written.map(([number, { ask }]) => ({ number, ask }))).to.deep.equal(
      questions.map(({ ask, number }) => ({ number, ask })),
    );
    for (const [number, { answer }] of written)
      expect(answer, `question ${number}`).to.have.length.above(100);
  });

  it("have three to five points to say each, and no point twice", () => {
    for (const { mustSay, number } of questions) {
      expect(mustSay.length, `question ${number}`).to.be.within(3, 5);
      expect(new Set(mustSay.map(({ point }) => point)).size, `question ${number}`).to.equal(mustSay.length);
    }
  });
});
