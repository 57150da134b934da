import { expect } from "chai";
import { virtualClock } from "#messaging/memory/clock.ts";
import { type Recording, recorded, showOn, showTrial } from "../../lab/recording.ts";
import { overTime, pathOf, pointText } from "../model/over-time.ts";

/** Ten seconds, in which something grows by one each second; something else stays as it is. */
async function growing(by: number): Promise<Recording> {
  const { recording } = await recorded(async () => {
    const clock = virtualClock();
    const show = showOn(clock);
    for (let second = 0; second <= 10; second += 1) {
      show(() => ({ steady: 7, grown: by * second }));
      await clock.advance(1_000);
    }
  });
  if (!recording) throw new Error("nothing was recorded");
  return recording;
}

describe("Both sides of a model over time", () => {
  it("are on one axis and one scale; what goes the same way on both stands apart", async () => {
    const both = overTime({ off: await growing(1), on: await growing(3) }, ["grown"]);
    expect(both.axis).to.equal("ms");
    expect(both.moments.at(-1)).to.equal(10_200);
    expect(both.rows.map(({ most, name }) => [name, most])).to.deep.equal([["grown", 30]]);
    expect(both.alike.map(({ name }) => name)).to.deep.equal(["steady"]);
  });

  it("have at each moment the value that was shown last", async () => {
    const { moments, rows } = overTime({ off: await growing(1), on: await growing(3) }, []);
    const at = moments.findIndex((moment) => moment >= 4_500);
    expect([rows[0]?.of.off[at], rows[0]?.of.on[at]]).to.deep.equal([4, 12]);
  });

  it("are over trials where no time passes", async () => {
    const { recording } = await recorded(() => {
      for (let n = 0; n < 100_000; n += 1) showTrial(n, () => ({ seen: n + 1 }));
    });
    expect(recording).to.include({ axis: "trials", end: 100_000 });
    expect(recording?.courses[0]?.at.length).to.be.at.most(2_000);
    expect(recording?.courses[0]?.values.at(-1)).to.equal(100_000);
  });

  it("are drawn in steps, the largest value at the top", () => {
    expect(pathOf([Number.NaN, 0, 10, 5], 10, 30, 90)).to.equal("M10 90H20V0H30V45");
  });

  it("name their points as people do", () => {
    expect([400, 12_500, 200_000, 9_000_000].map((point) => pointText("ms", point))).to.deep.equal([
      "400 ms",
      "12.5 s",
      "3 min 20 s",
      "2.5 h",
    ]);
    expect(pointText("trials", 400)).to.equal("after 400 trials");
  });
});

describe("A recording", () => {
  it("is of one experiment at a time", async () => {
    const outer = recorded(() => recorded(() => 1));
    expect(await outer.catch(String)).to.include("an experiment is being recorded");
  });

  it("is not made where nothing is shown", async () => {
    expect(await recorded(() => 1)).to.deep.equal({ result: 1, recording: undefined });
  });
});
