import { expect } from "chai";
import pc from "picocolors";
import { aCourierAfterAll } from "../../../stories/couriers.ts";
import { overloaded } from "../../../stories/restaurants.ts";
import type { Story } from "../../../stories/story.ts";
import { createLog } from "../../log.ts";
import { runStory } from "../../run-story.ts";
import { storyLines, unlimited } from "../story-lines.ts";

async function linesOf(story: Story): Promise<readonly string[]> {
  const log = createLog();
  await runStory(story, { seed: 1, log });
  return storyLines(story, log, { palette: pc.createColors(false), width: unlimited });
}

describe("People who do the same at once", () => {
  it("share a line", async () => {
    const [first] = await linesOf(aCourierAfterAll);

    expect(first).to.equal("  0:00.000      40 people       ✦ ends the shift in center");
  });

  it("have a line each if they order", async () => {
    const ordering = (await linesOf(overloaded)).filter((line) => line.includes("✦ orders"));

    expect(ordering.map((line) => line.slice(12, 24).trimEnd())).to.deep.equal(["#1  ada", "#2  grace"]);
  });
});
