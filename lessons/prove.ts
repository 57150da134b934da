import { commandLine, exitingWith, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { lessons } from "./index.ts";
import type { Lesson } from "./lesson.ts";
import { type Proof, proveLesson } from "./prove-lesson.ts";

interface Options {
  readonly seeds: number;
  readonly json?: true;
  readonly list?: true;
}

/** `npm run prove`: every lesson, both sides, many seeds. Exit status 1 when a claim does not hold. */
const { json, list, seeds } = commandLine<Options>("npm run prove", (program) =>
  program
    .description("Runs both sides of every lesson, and holds what they measure against what they claim.")
    .option("--seeds <number>", "how many seeds a side", wholeNumberFrom1, 20)
    .option("--json", "one line of JSON a lesson")
    .option("--list", "names every lesson and its questions, and runs none"),
);

if (list) for (const lesson of lessons) console.log(lineOf(lesson));
else if (!(await exitingWith(1, prove))) process.exitCode = 1;

function lineOf({ ground, name, questions, title }: Lesson): string {
  return `${name.padEnd(16)} ${ground.padEnd(8)} ${title} (${questions.join(", ")})`;
}

async function prove(): Promise<boolean> {
  const proofs: Proof[] = [];
  for (const lesson of lessons) {
    const proof = await proveLesson(lesson, seeds);
    proofs.push(proof);
    report(proof);
  }
  const held = proofs.filter(({ contradictions }) => contradictions.length === 0);
  const questions = new Set(held.flatMap(({ lesson }) => lesson.questions));
  const slowest = proofs.reduce((a, b) => (b.slowestMs > a.slowestMs ? b : a));
  if (!json) {
    console.log(
      `${held.length} of ${proofs.length} lessons two-sided on ${seeds} of ${seeds} seeds: ${questions.size} questions proved; the slowest side is ${slowest.lesson.name}, ${Math.round(slowest.slowestMs)} ms`,
    );
  }
  return held.length === proofs.length;
}

function report({ contradictions, lesson, slowestMs }: Proof): void {
  const { name, questions } = lesson;
  const ms = Math.round(slowestMs);
  if (json) {
    console.log(JSON.stringify({ name, questions, slowestMs: ms, contradictions }));
    return;
  }
  const sign = contradictions.length === 0 ? "✓" : "✗";
  console.log(`${sign} ${name.padEnd(20)} ${String(ms).padStart(5)} ms  questions ${questions.join(", ")}`);
  for (const sentence of contradictions.slice(0, 5)) console.log(`    ${sentence}`);
}
