import { type EmbeddedOptions, embedded } from "../company/embedded.ts";
import type { Story, Venue, VenueResult } from "../stories/story.ts";

/** The result of a story. */
export interface StoryResult extends VenueResult {
  readonly name: string;
}

/** Runs a story on the embedded adapters and virtual time, and checks every invariant once the company is at rest. */
export const runStory = async (story: Story, options: EmbeddedOptions): Promise<StoryResult> =>
  runStoryIn(await embedded(story, options), story);

/** Runs a story in any venue, and returns its result with every violation. */
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

/** Whether a violation is one of the story's own, and of no promise. */
export const isAboutStory = (violation: string): boolean =>
  /^(claim failed|the story could not finish): /.test(violation);
