import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { noProgress, type Progress } from "./progress.ts";

/** Where progress is kept; git ignores it. */
export const progressFile = fileURLToPath(new URL("../../.learn.json", import.meta.url));

const number = { type: "number" };
const guess = {
  type: "object",
  required: ["measure", "guessed", "measured"],
  properties: { measure: { type: "string" }, guessed: number, measured: number },
};
const card = { type: "object", required: ["box", "dueAt"], properties: { box: number, dueAt: number } };
const isProgress = new Ajv().compile<Progress>({
  type: "object",
  required: ["lessons", "cards"],
  properties: {
    lessons: { type: "object", additionalProperties: { type: "array", items: guess } },
    cards: { type: "object", additionalProperties: card },
  },
});

/** @throws Error if the file is not one that `saveProgress` wrote */
export function readProgress(file = progressFile): Progress {
  if (!existsSync(file)) return noProgress;
  const unusable = new Error(`${file} cannot be read as progress: repair it, or delete it to start again`);
  let progress: unknown;
  try {
    progress = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw unusable;
  }
  if (!isProgress(progress)) throw unusable;
  return progress;
}

/** Replaces the file as a whole, so that Ctrl-C never leaves half of it. */
export function saveProgress(progress: Progress, file = progressFile): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(progress, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}
