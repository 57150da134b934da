import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import {
  dueCards,
  isNear,
  nearness,
  noProgress,
  type Progress,
  withLesson,
  withReview,
} from "../progress.ts";
import { readProgress, saveProgress } from "../progress-file.ts";

const day = 86_400_000;

describe("A guess", () => {
  it("is near if it lies in the range, or at most a quarter from the result", () => {
    expect(isNear(104, 105.4, [104, 107])).to.equal(true);
    expect(isNear(80, 100, [99, 101])).to.equal(true);
    expect(isNear(74, 100, [99, 101])).to.equal(false);
    expect(isNear(1, 0, [0, 0])).to.equal(false);
  });
});

describe("A guess beside the result", () => {
  const succeeded = { ask: "", measure: "succeeded", unit: "%", off: [85, 94], on: [99.5, 100] } as const;
  const guessing = (guessed: number) => nearness(succeeded, { measure: "succeeded", guessed, measured: 88 });

  it("is near, or says in which direction it is off", () => {
    expect([guessing(90), guessing(20), guessing(130)]).to.deep.equal(["near", "more", "less"]);
  });

  it("is exactly right if it is the number that the result writes", () => {
    expect(guessing(88)).to.equal("exact");
    const loans = { ...succeeded, off: [104, 107], on: [90, 100] } as const;
    const guess = { measure: "loans", guessed: 105.4, measured: 105.38 };
    expect(nearness(loans, guess)).to.equal("exact");
    expect(nearness(loans, { ...guess, guessed: 105 })).to.equal("near");
    const none = { measure: "succeeded", measured: 0 };
    expect(nearness(succeeded, { ...none, guessed: 0 })).to.equal("exact");
    expect(nearness(succeeded, { ...none, guessed: 0.001 })).to.equal("less");
  });

  it("is not near if it is what the ON side measures, however close the two are", () => {
    expect(guessing(99.99)).to.equal("less");
  });
});

describe("A card of the review", () => {
  it("that is known again and again returns after 1, 3, 7 and 21 days", () => {
    let progress = noProgress;
    const waits: number[] = [];
    for (let now = 0, i = 0; i < 5; i += 1) {
      progress = withReview(progress, "question/1", true, now);
      const dueAt = progress.cards["question/1"]?.dueAt ?? 0;
      waits.push((dueAt - now) / day);
      now = dueAt;
    }
    expect(waits).to.deep.equal([1, 3, 7, 21, 21]);
  });

  it("that was not known returns to the first box", () => {
    let progress = noProgress;
    for (const knewIt of [true, true, true, false]) progress = withReview(progress, "a", knewIt, 0);
    expect(progress.cards.a).to.deep.equal({ box: 0, dueAt: day });
  });

  it("is due at its time and not before, the longest overdue first", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.nat()), fc.nat(), (dueAts, now) => {
        const cards = Object.fromEntries(
          Object.entries(dueAts).map(([id, dueAt]) => [id, { box: 0, dueAt }]),
        );
        const due = dueCards({ lessons: {}, cards }, now);
        expect(new Set(due)).to.deep.equal(
          new Set(Object.keys(cards).filter((id) => Number(dueAts[id]) <= now)),
        );
        const times = due.map((id) => Number(dueAts[id]));
        expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("The progress file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pas-de-cinq-learn-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read as it was saved, and nothing else is left behind", () => {
    const file = join(folder, "progress.json");
    const guess = { measure: "loans", guessed: 100, measured: 105.4 };
    const progress: Progress = withReview(withLesson(noProgress, "lost-answers", [guess]), "a", true, 0);
    saveProgress(progress, file);
    expect(readProgress(file)).to.deep.equal(progress);
    expect(readdirSync(folder)).to.deep.equal(["progress.json"]);
  });

  it("that does not exist is a beginning", () => {
    expect(readProgress(join(folder, "none.json"))).to.deep.equal(noProgress);
  });

  for (const text of ["", "{", "[]", '{"lessons":{"a":1},"cards":{}}', '{"lessons":{},"cards":{"a":{}}}']) {
    it(`with ${text || "nothing"} in it is named, with what to do`, () => {
      const file = join(folder, "progress.json");
      writeFileSync(file, text);
      expect(() => readProgress(file)).to.throw(
        `${file} cannot be read as progress: repair it, or delete it to start again`,
      );
    });
  }
});
