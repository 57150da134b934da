import { expect } from "chai";
import type { Hop } from "#messaging/instance/hops.ts";
import { runStory } from "../narrative/run-story.ts";
import { stories } from "../stories/index.ts";
import { photoFinish } from "../stories/paying.ts";

describe("Every story comes to rest with every invariant intact:", () => {
  for (const story of stories) {
    it(story.about, async () => {
      const { violations } = await runStory(story, { seed: 1 });

      expect(violations).to.deep.equal([]);
    });
  }
});

describe("Every invariant holds with any seed:", () => {
  const oneOrder = stories.filter(({ crowd }) => !crowd);

  for (const seed of [2, 3, 4, 5]) {
    it(`seed ${seed}`, async () => {
      const results = [];
      for (const story of [...oneOrder, photoFinish]) results.push(await runStory(story, { seed }));

      expect(results.filter(({ violations }) => violations.length > 0)).to.deep.equal([]);
    });
  }
});

describe("A seed", () => {
  it("repeats a story hop by hop", async () => {
    const once: Hop[] = [];
    const again: Hop[] = [];

    const result = await runStory(photoFinish, { seed: 7, onHop: (hop) => once.push(hop) });
    const second = await runStory(photoFinish, { seed: 7, onHop: (hop) => again.push(hop) });

    expect(second).to.deep.equal(result);
    expect(again).to.deep.equal(once);
  });

  it("decides which message comes first, and so which one wins a race", async () => {
    const seven = await runStory(photoFinish, { seed: 7 });
    const eight = await runStory(photoFinish, { seed: 8 });

    expect(seven.events).to.not.equal(eight.events);
  });
});

describe("The stories", () => {
  it("have unique names, for the command line", () => {
    const names = stories.map(({ name }) => name);

    expect(new Set(names).size).to.equal(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).to.deep.equal([]);
  });
});
