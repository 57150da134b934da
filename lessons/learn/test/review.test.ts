import { expect } from "chai";
import { lessons } from "../../index.ts";
import { questions } from "../../questions/index.ts";
import { noProgress, withLesson, withReview } from "../progress.ts";
import { ankiText, cardsToday, flashcards, review } from "../review.ts";
import { scriptedDialog } from "./scripted-dialog.ts";

const cards = flashcards(lessons, questions);
const day = 86_400_000;

describe("The review", () => {
  it("has a card for each question, number and follow-up, each with an id of its own", () => {
    expect(new Set(cards.map(({ id }) => id)).size).to.equal(cards.length);
    expect(cards.filter(({ id }) => id.startsWith("question/"))).to.have.length(90);
  });

  it("begins with the cards of lessons that were taken", () => {
    const [card] = cardsToday(cards, withLesson(noProgress, "lost-answers", []), 0);
    expect(card?.of).to.equal("lost-answers");
  });

  it("shows what is due, and ten new cards a day at most", () => {
    const reviewed = withReview(noProgress, "question/7", false, 0);
    expect(cardsToday(cards, reviewed, day - 1).map(({ id }) => id)).not.to.include("question/7");
    const today = cardsToday(cards, reviewed, day);
    expect(today.map(({ id }) => id)[0]).to.equal("question/7");
    expect(today).to.have.length(11);
  });

  it("saves after each card, so that an interruption loses nothing", async () => {
    const saved: number[] = [];
    const dialog = scriptedDialog("", "y", "", "n", "");
    const options = {
      dialog,
      now: () => 0,
      save: ({ cards }: typeof noProgress) => saved.push(Object.keys(cards).length),
      width: 80,
    };
    await review(cards.slice(0, 3), noProgress, options).catch(() => {});
    expect(saved).to.deep.equal([1, 2]);
  });
});

describe("The cards for Anki", () => {
  it("are one line each, with four fields", () => {
    const rows = ankiText(cards)
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(rows).to.have.length(cards.length);
    for (const row of rows) expect(row.split("\t")).to.have.length(4);
  });

  it("are text: markup in a card is escaped", () => {
    const text = ankiText([{ id: "a", front: '<b> & "x"', back: "1\n2", of: "a b" }]);
    expect(text.split("\n").at(-1)).to.equal('"a"\t"&lt;b&gt; &amp; ""x"""\t"1<br>2"\t"a-b"');
  });
});
