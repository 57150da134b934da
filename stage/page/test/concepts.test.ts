import { expect } from "chai";
import { readTeaching } from "../build/teaching.ts";
import { concepts, questionsInUse } from "../model/concepts.ts";

const sentences = (text: string): readonly string[] => text.match(/[^.]+\.(?= |$)/g) ?? [];

describe("What the page explains in place", () => {
  const { questions } = readTeaching();

  for (const [word, { name, question, text }] of Object.entries(concepts)) {
    it(`${word}: two sentences, and the question that asks for it`, () => {
      expect(name).to.match(/^[A-Z]/);
      expect(sentences(text), text).to.have.length(2);
      expect(questions[question]?.title).to.match(/\?$|\.$|^[A-Z]/);
      expect(questions[question]?.answer.length ?? 0).to.be.above(100);
    });
  }

  it("refers only to questions that docs/questions answers", () => {
    expect([...questionsInUse].filter((number) => !questions[number])).to.deep.equal([]);
  });

  it("has the words of the design", () => {
    expect(concepts).to.include.all.keys("retry", "outbox", "parked", "confirm", "lease", "tombstone");
  });
});
