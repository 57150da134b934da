import { expect } from "chai";
import { noProgress, type Progress, withLesson } from "../../learn/progress.ts";
import {
  storedGuesses,
  storedPoints,
  storedProgress,
  storeGuesses,
  storePoints,
  storeProgress,
} from "../model/progress-store.ts";
import type { Shelf } from "../model/shelf.ts";

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe("Progress in the browser's storage", () => {
  const guesses = [{ measure: "neverEnded", guessed: 3, measured: 1 }];
  const progress: Progress = withLesson(noProgress, "outbox", guesses);

  it("is there again when the page opens the next time", () => {
    const storage = shelf();
    storeProgress(progress, () => storage);
    expect(storedProgress(() => storage)).to.deep.equal(progress);
  });

  it("has the points of the exam beside it", () => {
    const storage = shelf();
    storePoints({ 3: 4 }, () => storage);
    expect(storedPoints(() => storage)).to.deep.equal({ 3: 4 });
    expect(storedProgress(() => storage)).to.deep.equal(noProgress);
  });

  it("has the guesses of a tab, so that a lesson shows its result again; what is none is not taken for one", () => {
    const storage = shelf();
    storeGuesses({ outbox: [3] }, () => storage);
    expect(storedGuesses(() => storage)).to.deep.equal({ outbox: [3] });
    storage.setItem("guesses", '{"outbox":["three"]}');
    expect(storedGuesses(() => storage)).to.deep.equal({});
  });

  it("begins anew where there is none, or something else", () => {
    const other = shelf();
    other.setItem("lessons", '{"lessons":{"outbox":[{"guessed":"three"}]},"cards":{}}');
    expect(storedProgress(shelf)).to.deep.equal(noProgress);
    expect(storedProgress(() => other)).to.deep.equal(noProgress);
  });

  it("is not missed where storage is forbidden, as in some pages from disk", () => {
    const forbidden = (): Shelf => {
      throw new Error("access is denied");
    };
    storeProgress(progress, forbidden);
    expect(storedProgress(forbidden)).to.deep.equal(noProgress);
  });
});
