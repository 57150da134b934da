import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import { invariants } from "../../guarantees/invariants.ts";
import { readTeaching } from "../build/teaching.ts";
import type { Block } from "../model/block.ts";
import { concepts, explained, questionsInUse } from "../model/concepts.ts";

const sentences = (text: string): readonly string[] => text.match(/[^.]+\.(?= |$)/g) ?? [];

const textOf = (answer: readonly Block[] = []): string =>
  answer.map((block) => ("text" in block ? block.text : JSON.stringify(block))).join("\n\n");

describe("What the page explains in place", () => {
  const { questions } = readTeaching();

  for (const [word, { name, question, text }] of Object.entries(explained)) {
    it(`${word}: two sentences, and the question that asks for it`, () => {
      expect(name).to.match(word.startsWith("guarantee:") ? /^[a-z]/ : /^[A-Z]/);
      expect(sentences(text), text).to.have.length(2);
      expect(questions[question]?.title).to.match(/\?$|\.$|^[A-Z]/);
      expect(textOf(questions[question]?.answer).length).to.be.above(100);
    });
  }

  it("is every service, promise and guarantee, too", () => {
    expect(explained).to.include.all.keys([
      ...services.map((name) => `service:${name}`),
      ...invariants.map(({ name }) => `promise:${name}`),
      ...disabledGuarantees.map(({ name }) => `guarantee:${name}`),
    ]);
  });

  it("refers only to questions that docs/questions answers", () => {
    expect([...questionsInUse].filter((number) => !questions[number])).to.deep.equal([]);
  });

  it("answers with the answer alone: without its experiments, and without the words that lead to it", () => {
    const { answer, file } = questions[84] ?? expect.fail("no question 84");
    expect(file).to.equal("docs/questions/choreography.md");
    expect(textOf(answer)).to.match(/^The event is lost, and the order waits forever without an error\. /);
    expect(textOf(answer)).to.match(/`npm run demo -- --without commit-before-publish`\.$/);
    const all = Object.values(questions).map((one) => textOf(one.answer));
    expect(all.filter((text) => /Experiment|Aloud|Asked next|^[>#]/m.test(text))).to.deep.equal([]);
  });

  it("has the words of the design", () => {
    expect(concepts).to.include.all.keys("retry", "outbox", "parked", "confirm", "lease", "tombstone");
  });
});

describe("The source that the page shows of a reaction", () => {
  const { sources } = readTeaching();

  it("is the reaction's file", () => {
    const { file, code } = sources["payments orders.order-placed.v1"] ?? expect.fail("no source");
    expect(file).to.equal("payments/on-order-placed.ts");
    expect(code).to.match(/^\/\*\* An order was placed.*chargeOf\(/s);
  });

  it("is the function that decides, if several reactions share it", () => {
    const { file, code } = sources["restaurants orders.order-placed.v1"] ?? expect.fail("no source");
    expect(file).to.equal("restaurants/join-order-and-payment.ts");
    expect(code).to.match(/^\/\*\* The order was placed.*whenPlaced\(.*checking\(.*\}$/s);
  });
});
