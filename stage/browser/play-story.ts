import type { Story } from "../stories/story.ts";
import type { TabCompany } from "./tab-company.ts";

/** Plays a story at the pace of the company's clock, with the same time limits as in the terminal. */
export function playStory(story: Story, { record, stage }: TabCompany, seed: number): void {
  record({ kind: "begins", story: story.name, seed });
  const violations: string[] = [];
  const claim = (what: string, isSo: boolean): void => {
    if (!isSo) violations.push(`claim failed: ${what}`);
  };
  void story
    .run({ ...stage, claim })
    .then(() => stage.rest())
    .catch((error) => void violations.push(`the story could not finish: ${error.message}`))
    .then(() => record({ kind: "ends", story: story.name, violations }));
}
