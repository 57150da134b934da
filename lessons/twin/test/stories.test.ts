import { expect } from "chai";
import { runStory } from "#stage/narrative/run-story.ts";
import { stories } from "#stage/stories/index.ts";
import { photoFinish } from "#stage/stories/paying.ts";
import { twin } from "../design.ts";

describe("The orchestrated twin comes to rest with every invariant intact:", function () {
  this.timeout(60_000);

  // Two stories of a hundred orders take seconds each; the simulation has crowds of its own.
  for (const story of [...stories.filter(({ crowd }) => !crowd), photoFinish]) {
    it(story.about, async () => {
      const { violations } = await runStory(story, { seed: 1, design: twin });

      expect(violations).to.deep.equal([]);
    });
  }
});
