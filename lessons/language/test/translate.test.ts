import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { lessons } from "../../index.ts";
import { questions } from "../../questions/index.ts";
import { framings, speak, t } from "../framing.ts";
import { glossary } from "../glossary.ts";
import { hashOf, lessonsIn, problemsOf, questionsIn, translatable } from "../translate.ts";

const hasCyrillic = (text: string) => /[а-яё]/i.test(text);

describe("The Russian texts", () => {
  it("are complete, and none is stale", () => {
    expect(problemsOf(translatable(lessons, questions))).to.deep.equal([]);
  });

  it("that are missing, stale or superfluous are named", () => {
    const texts = new Map([
      ["a", "one"],
      ["b", "two"],
    ]);
    const translations = { b: { of: hashOf("too"), text: "два" }, c: { of: hashOf("x"), text: "икс" } };
    expect(problemsOf(texts, translations)).to.deep.equal([
      "a has no translation: one",
      'b is stale: the English is now "two"',
      "c translates nothing that there is",
    ]);
  });

  it("stand in questions and lessons, whose numbers and names stay", () => {
    const [question] = questionsIn("ru", questions);
    const [lesson] = lessonsIn("ru", lessons);
    expect(hasCyrillic(`${question?.ask}`)).to.equal(true);
    expect(hasCyrillic(`${lesson?.hook}`)).to.equal(true);
    expect(question?.number).to.equal(1);
    expect(lesson?.name).to.equal(lessons[0]?.name);
    expect(questionsIn("en", questions)).to.deep.equal(questions);
  });
});

describe("What the programs say around them", () => {
  const folder = new URL("../../learn/", import.meta.url);
  const code = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("");
  afterEach(() => speak("en"));

  it("is in Russian, too, with the values in their places", () => {
    speak("ru");
    expect(t("You said {guess}, it is {measured} {unit}:", { guess: 1, measured: 2, unit: "%" })).to.equal(
      "Вы сказали 1, на деле 2 %:",
    );
  });

  it("is still said by one of them", () => {
    const unused = framings.filter((text) => !code.includes(`"${text}"`) && !code.includes(`'${text}'`));
    expect(unused).to.deep.equal([]);
  });
});

describe("The glossary", () => {
  it("has sixty words at least, each once, in both languages", () => {
    expect(glossary.length).to.be.at.least(60);
    expect(new Set(glossary.map(([english]) => english)).size).to.equal(glossary.length);
    expect(glossary.filter(([, russian]) => !hasCyrillic(russian))).to.deep.equal([]);
  });

  it("is in alphabetical order", () => {
    const words = glossary.map(([english]) => english.toLowerCase());
    expect(words).to.deep.equal(words.toSorted((a, b) => a.localeCompare(b)));
  });
});
