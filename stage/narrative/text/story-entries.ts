import type { Entry } from "../entry.ts";
import type { NarrativeLog } from "../log.ts";

/** The entries of a log from the moment the story begins. */
export const entriesOfStory = (log: NarrativeLog): readonly Entry[] => {
  const entries = log.entries;
  return entries.slice(entries.findIndex(({ kind }) => kind === "begins") + 1);
};
