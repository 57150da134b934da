import { availableParallelism } from "node:os";
import { count } from "#stage/narrative/text/words.ts";
import { commandLine, exitingWith, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { lessonNamed, lessons } from "./index.ts";
import { type Lesson, sides } from "./lesson.ts";
import { proveInProcesses } from "./prove-in-processes.ts";
import type { Proof } from "./prove-lesson.ts";
import { lendRabbitMq } from "./server/lend-rabbitmq.ts";
import { isUndoable, type Undone, undoEach } from "./undo.ts";
import { writeExperiments } from "./write-documents.ts";

interface Options {
  readonly seeds: number;
  readonly workers: number;
  readonly lesson: readonly string[];
  readonly undo?: true;
  readonly documents?: true;
  readonly inTab?: true;
  readonly json?: true;
  readonly list?: true;
}

/** `npm run prove`: every lesson, both sides, many seeds. Exit status 1 when a claim does not hold. */
const {
  documents,
  inTab,
  json,
  lesson: names,
  list,
  seeds,
  undo,
  workers,
} = commandLine<Options>("npm run prove", (program) =>
  program
    .description("Runs both sides of every lesson, and holds what they measure against what they claim.")
    .option("--seeds <number>", "how many seeds a side", wholeNumberFrom1, 20)
    .option("--workers <number>", "how many processes", wholeNumberFrom1, availableParallelism())
    .option("--lesson <name>", "only this one; may be repeated", (name, all: string[]) => [...all, name], [])
    .option("--undo", "undoes each responsible line in a copy, and expects the ON side to fail")
    .option("--documents", "also writes what the first seed measured into docs/questions")
    .option("--in-tab", "compares the numbers of the tab edition, in Chromium, with those of Node")
    .option("--json", "one line of JSON a lesson")
    .option("--list", "names every lesson and its questions, and runs none"),
);
const chosen = exitingWith(2, () => {
  return names.length > 0 ? names.map(lessonNamed) : lessons;
});

if (list) for (const lesson of chosen) console.log(lineOf(lesson));
else if (!(await exitingWith(1, run))) process.exitCode = 1;

/** On a real RabbitMQ where a lesson needs one; without one, those lessons are not run, and say so. */
async function run(): Promise<boolean> {
  const work = undo ? undoAll : prove;
  if (inTab) return compareAll(chosen);
  if (!chosen.some(isOnServer)) return work(chosen);
  const server = await lendRabbitMq();
  try {
    if (server.isThere) return await work(chosen);
    const without = chosen.filter((lesson) => !isOnServer(lesson));
    const left = chosen.filter(isOnServer).map(({ name }) => name);
    const sentence = `NOT RUN: ${left.join(", ")}: ${server.reason}`;
    if (process.env.CI || documents || without.length === 0) throw new Error(sentence);
    console.error(sentence);
    return await work(without);
  } finally {
    await server.giveBack();
  }
}

function isOnServer({ ground }: Lesson): boolean {
  return ground === "server";
}

function lineOf({ ground, name, questions, title }: Lesson): string {
  return `${name.padEnd(18)} ${ground.padEnd(8)} ${title} (${questions.join(", ")})`;
}

async function prove(lessons: readonly Lesson[]): Promise<boolean> {
  const began = performance.now();
  const proofs: Proof[] = [];
  const orders = lessons.map(({ name }) => ({ name, seeds, sides }));
  await proveInProcesses(orders, workers, (proof) => {
    proofs.push(proof);
    report(proof);
  });
  if (documents) {
    const results = new Map(proofs.map(({ first, name }) => [name, first]));
    for (const file of writeExperiments(results)) console.log(`${file}: renewed`);
  }
  const held = proofs.filter(({ contradictions }) => contradictions.length === 0);
  const questions = new Set(held.flatMap(({ name }) => lessonNamed(name).questions));
  const slowest = proofs.reduce((a, b) => (b.slowestMs > a.slowestMs ? b : a));
  const tookS = Math.round((performance.now() - began) / 1_000);
  if (!json) {
    console.log(
      `${held.length} of ${proofs.length} lessons two-sided on ${seeds} of ${seeds} seeds: ${questions.size} questions proved, in ${tookS} s; the slowest side is ${slowest.name}, ${Math.round(slowest.slowestMs)} ms`,
    );
  }
  return held.length === proofs.length;
}

function report({ contradictions, name, slowestMs }: Proof): void {
  const { questions } = lessonNamed(name);
  const ms = Math.round(slowestMs);
  if (json) {
    console.log(JSON.stringify({ name, questions, slowestMs: ms, contradictions }));
    return;
  }
  const sign = contradictions.length === 0 ? "✓" : "✗";
  console.log(`${sign} ${name.padEnd(20)} ${String(ms).padStart(5)} ms  questions ${questions.join(", ")}`);
  for (const sentence of contradictions.slice(0, 5)) console.log(`    ${sentence}`);
}

async function undoAll(lessons: readonly Lesson[]): Promise<boolean> {
  const undoable = lessons.filter(isUndoable);
  let causes = 0;
  await undoEach(undoable, seeds, (undone) => {
    const isCause = undone.failingSeeds.length === seeds;
    if (isCause) causes += 1;
    reportUndone(undone, isCause);
  });
  if (!json)
    console.log(
      `${causes} of ${undoable.length} responsible lines are the cause, on ${count(seeds, "seed")}`,
    );
  return causes === undoable.length;
}

/** The lessons that run in a tab, with the seeds, in Chromium and here. */
async function compareAll(lessons: readonly Lesson[]): Promise<boolean> {
  const { compareWithTab } = await import("./page/build/compare-with-tab.ts");
  let all = 0;
  let same = 0;
  await compareWithTab(lessons, seeds, ({ differences, name }) => {
    all += 1;
    if (differences.length === 0) same += 1;
    if (json) console.log(JSON.stringify({ name, differences }));
    else console.log([`${differences.length === 0 ? "✓" : "✗"} ${name}`, ...differences].join("\n    "));
  });
  if (!json)
    console.log(`${same} of ${all} lessons measure the same in a tab as in Node; seeds: 1 to ${seeds}`);
  return same === all;
}

function reportUndone({ failingSeeds, found, name }: Undone, isCause: boolean): void {
  if (json) {
    console.log(JSON.stringify({ name, isCause, failingSeeds, found }));
    return;
  }
  const { file, name: line } = lessonNamed(name).because ?? { file: "", name: "" };
  console.log(`${isCause ? "✓" : "✗"} ${name.padEnd(20)} ${file}: ${line.split("\n")[0]}`);
  for (const sentence of found.slice(0, isCause ? 1 : 5)) console.log(`    ${sentence}`);
}
