import { expect } from "chai";
import { lessonAddress, routeOf } from "../model/route.ts";

describe("The address of a lesson", () => {
  it("carries seed and knobs, so that a link shows the same numbers elsewhere", () => {
    const address = lessonAddress("retries", 3, { outage: 10 });
    expect(address).to.equal("#lesson/retries?seed=3&outage=10");
    expect(routeOf(address)).to.deep.equal({
      page: "lesson",
      name: "retries",
      seed: 3,
      knobs: { outage: 10 },
    });
  });

  it("is short where all is as usual", () => {
    expect(lessonAddress("outbox")).to.equal("#lesson/outbox");
  });

  it("leaves out settings that are no numbers", () => {
    const { seed, knobs } = routeOf("#lesson/retries?seed=1e99&outage=long") as ReturnType<typeof routeOf> & {
      readonly page: "lesson";
    };
    expect({ seed, knobs }).to.deep.equal({ seed: 1, knobs: {} });
  });
});

describe("Any other address", () => {
  for (const [fragment, route] of [
    ["#question/17", { page: "question", number: 17 }],
    ["#exam", { page: "exam" }],
    ["#exam/3", { page: "exam", number: 3 }],
    ["#lessons", { page: "map" }],
    ["", { page: "map" }],
    ["#lesson/", { page: "map" }],
    ["#question/many", { page: "map" }],
  ] as const) {
    it(`"${fragment}" leads to ${JSON.stringify(route)}`, () => {
      expect(routeOf(fragment)).to.deep.equal(route);
    });
  }
});
