import { expect } from "chai";
import { type Document, documents, proseOf, storiesIn, wrongIn } from "../documents.ts";

const all = documents();

describe("A decision record", () => {
  const records = all.filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path));
  const index = all.filter(({ path }) => path === "docs/decisions/README.md");

  it("fits on a page", () => {
    expect(wrongIn(records, ({ text }) => text.trimEnd().split("\n").slice(50))).to.deep.equal([]);
  });

  it("states the context, the decision, and what it costs", () => {
    const parts = ["Context", "Decision", "What it costs"];
    const missing = wrongIn(records, ({ text }) => parts.filter((part) => !text.includes(`\n## ${part}\n`)));
    expect(missing).to.deep.equal([]);
  });

  it("has its own number, in its file name and its title", () => {
    const numbers = records.map((_, i) => String(i + 1).padStart(4, "0"));
    expect(records.map(({ path }) => path.slice("docs/decisions/".length).slice(0, 4))).to.deep.equal(
      numbers,
    );
    expect(records.map(({ text }) => text.slice("# ".length).slice(0, 4))).to.deep.equal(numbers);
  });

  it("is in the index", () => {
    const names = records.map(({ path }) => path.slice("docs/decisions/".length));
    expect(wrongIn(index, ({ text }) => names.filter((name) => !text.includes(`](${name})`)))).to.deep.equal(
      [],
    );
  });
});

describe("The interview questions", () => {
  const answers = all.filter(({ path }) => path.startsWith("docs/questions/")).flatMap(answersOf);

  it("are answered, all ninety, once each", () => {
    const numbers = answers.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).to.deep.equal(Array.from({ length: 90 }, (_, i) => i + 1));
  });

  it("are answered in four to sixteen lines, beside what to say aloud", () => {
    const others = answers.filter(({ lines }) => lines < 4 || lines > 16);
    expect(others).to.deep.equal([]);
  });

  it("each point at a line, a story, or a document that shows it", () => {
    expect(answers.filter(({ points }) => points === 0)).to.deep.equal([]);
  });

  it("say of the answers that are ours alone that they are", () => {
    const open = [1, 7, 14, 15, 44, 73, 74, 75, 76, 77, 78];
    expect(answers.filter(({ isOurs }) => isOurs).map(({ number }) => number)).to.have.members(open);
  });
});

interface Answer {
  readonly number: number;
  /** Without what to say aloud, what is asked next, and without the experiments that `npm run prove -- --documents` writes below it. */
  readonly lines: number;
  /** How many places it points at. */
  readonly points: number;
  readonly isOurs: boolean;
}

function answersOf(document: Document): readonly Answer[] {
  const [, ...sections] = proseOf(document).split(/^### (?=\d+\. )/m);
  return sections.map((section) => {
    const text = section
      .slice(section.indexOf("\n"))
      .replaceAll(/^>.*\n?/gm, "")
      .trim()
      .replace(/^\*\*Aloud, in 30 seconds\.\*\* .*?\n\n/s, "")
      .replace(/\n\n\*\*Asked next\*\*\n.*$/s, "");
    const references = text.match(/`[\w./-]+:\d+|\]\(/g) ?? [];
    return {
      number: Number.parseInt(section, 10),
      lines: text.split("\n").length,
      points: references.length + storiesIn({ ...document, text }).length,
      isOurs: text.startsWith("**ours.**"),
    };
  });
}
