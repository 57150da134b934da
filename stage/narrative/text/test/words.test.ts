import { expect } from "chai";
import { clockTime, count, durationText } from "../words.ts";

describe("Words for people", () => {
  const durations = [
    [40, "40 ms"],
    [3_000, "3 s"],
    [60_000, "1 min"],
    [61_000, "1 min 1 s"],
    [5_700_000, "1 h 35 min"],
  ] as const;
  for (const [ms, text] of durations) it(text, () => expect(durationText(ms)).to.equal(text));

  it("format the time since the start, and counts", () => {
    expect([clockTime(47), clockTime(3_661_042)]).to.deep.equal(["0:00.047", "1:01:01.042"]);
    expect([count(1, "retry"), count(2_000, "retry")]).to.deep.equal(["1 retry", "2,000 retries"]);
    expect([count(1, "person"), count(13, "person")]).to.deep.equal(["1 person", "13 people"]);
  });
});
