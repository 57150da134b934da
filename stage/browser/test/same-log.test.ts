import { expect } from "chai";
import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import type { Entry } from "../../narrative/entry.ts";
import { createLineWriter } from "../../narrative/json-lines.ts";
import { createLog } from "../../narrative/log.ts";
import { runStory } from "../../narrative/run-story.ts";
import { stories } from "../../stories/index.ts";
import { sessionOf } from "./played.ts";

const linesOf = (entries: readonly Entry[]): readonly string[] => {
  const line = createLineWriter();
  return entries.map(line);
};

/** The terminal observes a story for another minute after its end. */
const aMinute = 60_000;

/** A story's log, up to where the terminal begins to check and shut down. */
function untilItsEnd(entries: readonly Entry[], last: number): readonly Entry[] {
  return entries.filter(({ at, kind }) => at < last && kind !== "ends" && kind !== "stopped");
}

async function inTheTab(story: string, without: readonly string[]): Promise<readonly Entry[]> {
  const session = await sessionOf({ story, without }, 1e9);
  const end = () => session.log.entries.find(({ kind }) => kind === "ends")?.at;
  for (let ended = end(); ended === undefined || session.now() < ended + aMinute; ended = end())
    await session.step();
  return session.log.entries;
}

async function inTheTerminal(story: string, without: string | undefined): Promise<readonly Entry[]> {
  const log = createLog();
  const [told] = stories.filter(({ name }) => name === story);
  const disabled = disabledGuarantees.find(({ name }) => name === without);
  if (!told) throw new Error(`there is no story ${story}`);
  await runStory(told, { seed: 1, log, ...(disabled ? { without: disabled } : {}) });
  return log.entries;
}

describe("A story in the tab", () => {
  const runs = [
    ...stories.map(({ name }) => ({ story: name, without: undefined })),
    ...disabledGuarantees.map(({ name, shownBy }) => ({ story: shownBy, without: name })),
  ];
  for (const { story, without } of runs) {
    it(`has the same log as in the terminal: ${story}${without ? ` without ${without}` : ""}`, async () => {
      const tab = await inTheTab(story, without ? [without] : []);
      const ended = tab.find(({ kind }) => kind === "ends")?.at ?? 0;
      const last = ended + aMinute;
      const terminal = await inTheTerminal(story, without);
      expect(linesOf(untilItsEnd(tab, last))).to.deep.equal(linesOf(untilItsEnd(terminal, last)));
    });
  }
});
