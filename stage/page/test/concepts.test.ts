import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import { invariants } from "../../guarantees/invariants.ts";
import { readTeaching } from "../build/teaching.ts";
import { concepts, explained, questionsInUse } from "../model/concepts.ts";

const sentences = (text: string): readonly string[] => text.match(/[^.]+\.(?= |$)/g) ?? [];

describe("What the page explains in place", () => {
  const { questions } = readTeaching();

  for (const [word, { name, question, text }] of Object.entries(explained)) {
    it(`${word}: two sentences, and the question that asks for it`, () => {
      expect(name).to.match(word.startsWith("guarantee:") ? /^[a-z]/ : /^[A-Z]/);
      expect(sentences(text), text).to.have.length(2);
      expect(questions[question]?.title).to.match(/\?$|\.$|^[A-Z]/);
      expect(questions[question]?.answer.length ?? 0).to.be.above(100);
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
