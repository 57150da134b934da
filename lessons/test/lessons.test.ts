import { readFileSync } from "node:fs";
import { expect } from "chai";
import { lessons } from "../index.ts";
import { isTwoSided } from "../lesson.ts";
import { proveLesson } from "../prove-lesson.ts";

describe("every lesson", function () {
  this.timeout(60_000);

  it("claims something that can be told apart: the ranges of its two sides do not meet", () => {
    const vague = lessons.filter(({ predictions }) => !predictions.every(isTwoSided));
    expect(vague.map(({ name }) => name)).to.deep.equal([]);
  });

  for (const lesson of lessons) {
    it(`${lesson.name}: both sides measure what it claims, with three seeds`, async () => {
      expect((await proveLesson(lesson, 3)).contradictions).to.deep.equal([]);
    });
  }

  it("names a line of this repository that exists", () => {
    const missing = lessons.filter(
      ({ because }) => because && !readFileSync(because.file, "utf8").includes(because.name),
    );
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it("has two wrong answers and two follow-ups at least, and an explanation of eight lines at most", () => {
    const thin = lessons.filter(
      ({ explain, followUps, wrong }) =>
        wrong.length < 2 || followUps.length < 2 || explain.split("\n").length > 8,
    );
    expect(thin.map(({ name }) => name)).to.deep.equal([]);
  });

  it("has a name of its own", () => {
    const names = lessons.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
  });
});
