import { expect } from "chai";
import { runStory } from "#stage/narrative/run-story.ts";
import { stories } from "#stage/stories/index.ts";
import { twin } from "../design.ts";

describe("The orchestrated twin comes to rest with every invariant intact:", function () {
  this.timeout(60_000);

  for (const story of stories.filter(({ crowd }) => !crowd)) {
    it(story.about, async () => {
      const { violations } = await runStory(story, { seed: 1, design: twin });

      expect(violations).to.deep.equal([]);
    });
  }
});
