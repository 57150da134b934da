import { createLog } from "#stage/narrative/log.ts";
import { lessonNamed } from "../../index.ts";
import { recorded } from "../../lab/recording.ts";
import type { Asked, Ran } from "./protocol.ts";

/** A page that shows more than this many entries is slow, and no lesson needs more of them to be understood. */
const mostEntries = 20_000;

/** Tries one side of a lesson, and records what happens where the experiment can. */
export async function runLesson({ lesson, side, seed, knobs }: Parameters<Asked["run"]>[0]): Promise<Ran> {
  const { experiment, ground } = lessonNamed(lesson);
  const log = createLog();
  const began = performance.now();
  const { recording, result: measured } = await recorded(() =>
    experiment({ side, seed, knobs, ...(ground === "company" ? { log } : {}) }),
  );
  const tookMs = performance.now() - began;
  // The ON side's own changes are no guarantee that is off.
  const entries = log.entries.filter(({ kind }) => side === "off" || kind !== "guarantee");
  return {
    measured,
    tookMs,
    ...(entries.length > 0 ? { entries: entries.slice(0, mostEntries) } : {}),
    ...(recording ? { recording } : {}),
  };
}
