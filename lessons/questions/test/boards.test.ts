import { readFileSync } from "node:fs";
import { expect } from "chai";
import { answers } from "#stage/page/build/answers.ts";
import { lessons } from "../../index.ts";

const boards = new Map(
  [...answers()].flatMap(([number, { board }]) => (board === undefined ? [] : [[number, board]])),
);

/** The rows of a board's tables, without their headers. */
const rowsOf = (board: string): readonly (readonly string[])[] =>
  board
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((_, i, rows) => !isRule(rows[i]) && !isRule(rows[i + 1]));

const isRule = (cells: readonly string[] = []): boolean => cells[0] === "---";

const numberOf = (text: string): number => Number(text.replaceAll(",", ""));

/** Calculates `10,000 − 10,000 × 0.92`: products and quotients from the left, then sums and differences. */
const calculated = (formula: string): number =>
  formula
    .split(/ (?=[+−] )/)
    .map((term) => {
      const sign = term.startsWith("− ") ? -1 : 1;
      const [first = "", ...factors] = term.replace(/^[+−] /, "").split(/ (?=[×÷] )/);
      return factors.reduce((value, factor) => {
        const operand = numberOf(factor.slice(2));
        return factor.startsWith("× ") ? value * operand : value / operand;
      }, sign * numberOf(first));
    })
    .reduce((sum, term) => sum + term, 0);

/** As many digits after the point as the text has. */
const roundedAs = (text: string, value: number): number =>
  Number(value.toFixed(/\.(\d+)$/.exec(text)?.[1]?.length ?? 0));

describe("The boards", () => {
  it("are there for questions that ask for a drawing, a table or a ruling", () => {
    expect([...boards.keys()]).to.include.members([1, 22, 25, 44, 70, 71, 80]);
  });

  it("calculate correctly", () => {
    const lines = [...boards.values()]
      .flatMap(rowsOf)
      .filter(([, formula = ""]) => /^[\d.,]+( [×÷+−] |$)/.test(formula));
    const wrong = lines.filter(([, formula = "", result = ""]) => {
      return numberOf(result) !== roundedAs(result, calculated(formula));
    });
    expect(lines).to.have.length.of.at.least(14);
    expect(wrong).to.deep.equal([]);
  });

  it("are calculated with products before sums, rounded as written", () => {
    expect(calculated("10,000 − 10,000 × 0.92 + 1 ÷ 2")).to.equal(800.5);
    expect(roundedAs("43.8", 43.81)).to.equal(43.8);
    expect(roundedAs("463", 462.96)).to.equal(463);
  });

  it("of question 70 compares six tools, and a table as the seventh, in every respect", () => {
    const tools = rowsOf(boards.get(70) ?? "");
    expect(tools.map(([tool]) => tool)).to.deep.equal([
      "Camunda 8",
      "Flowable, Operaton",
      "Temporal",
      "Restate",
      "Step Functions",
      "a table with states and timers",
    ]);
    expect(tools.filter((cells) => cells.length !== 6 || cells.includes(""))).to.deep.equal([]);
  });

  it("of question 71 points at a drawing that is derived from the code, for each level that has one", () => {
    const drawn = rowsOf(boards.get(71) ?? "").map((cells) => cells.at(-1));
    expect(drawn).to.deep.equal([
      "[context](../architecture.md#context)",
      "[containers](../architecture.md#containers)",
      "[components](../architecture.md#components)",
      "the code",
    ]);
  });

  it("of question 80 has ten cards, each with a ruling and a reason", () => {
    const cards = rowsOf(boards.get(80) ?? "");
    expect(cards).to.have.length(10);
    expect([...new Set(cards.map(([, ruling]) => ruling))]).to.have.members(["broker", "call", "neither"]);
    expect(cards.filter(([, , because = ""]) => because.length < 20)).to.deep.equal([]);
  });
});

describe("The words that interviewers use", () => {
  const rows = rowsOf(readFileSync(new URL("../../../docs/questions/words.md", import.meta.url), "utf8"));

  for (const word of [
    "saga",
    "two-phase commit",
    "CAP",
    "CQRS",
    "eventual consistency",
    "read your own writes",
    "backpressure",
    "consumer group",
    "compaction",
    "isolation",
    "write concern",
    "read concern",
    "exactly once",
  ]) {
    it(`have ${word} in their index, with a sentence and a place`, () => {
      const [, sentence = "", place = ""] =
        rows.find(([words = ""]) => words.split(", ").includes(word)) ?? [];
      expect(sentence).to.match(/^.{30,}[.]$/);
      expect(place).to.match(/\]\(|lessons? `|`[\w/-]+\.ts/);
    });

    it(`are used in an answer: ${word}`, () => {
      const used = [...answers().values()].some(({ aloud, board = "", long }) =>
        `${aloud} ${long} ${board}`
          .replaceAll(/[\s-]+/g, " ")
          .toLowerCase()
          .includes(word.replaceAll("-", " ").toLowerCase()),
      );
      expect(used).to.equal(true);
    });
  }
});

describe("The documents about questions", () => {
  const texts = ["words", "boards"].map((name) =>
    readFileSync(new URL(`../../../docs/questions/${name}.md`, import.meta.url), "utf8"),
  );

  it("name only lessons that exist", () => {
    const names = texts.flatMap((text) =>
      [...text.matchAll(/lessons? ((?:`[a-z-]+`(?:, | and )?)+)|learn -- ([a-z][a-z-]*)/g)].flatMap(
        ([, listed = "", one]) =>
          one ? [one] : [...listed.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
      ),
    );
    const known = new Set<string | undefined>(lessons.map(({ name }) => name));
    expect(names).to.have.length.of.at.least(12);
    expect(names.filter((name) => !known.has(name))).to.deep.equal([]);
  });
});
