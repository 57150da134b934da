import { type EmbeddedOptions, embedded } from "../company/embedded.ts";
import type { Story, Venue, VenueResult } from "../stories/story.ts";

/** How a story went. */
export interface StoryResult extends VenueResult {
  readonly name: string;
}

/** Tells a story on the embedded adapters and on virtual time, and checks every invariant when it has come to rest. */
export const runStory = async (story: Story, options: EmbeddedOptions): Promise<StoryResult> =>
  runStoryIn(await embedded(story, options), story);

/** Tells a story in any house, and says what contradicted it. */
export async function runStoryIn(house: Venue, story: Story): Promise<StoryResult> {
  const violations: string[] = [];
  const claim = (what: string, isSo: boolean): void => {
    if (!isSo) violations.push(`claim failed: ${what}`);
  };
  try {
    await story.run({ ...house.stage, claim });
    await house.stage.rest();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    violations.push(`the story could not finish: ${why}`);
  }
  const seen = await house.end();
  return { name: story.name, ...seen, violations: [...violations, ...seen.violations] };
}
