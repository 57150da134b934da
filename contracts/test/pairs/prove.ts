// `npm run contracts:prove -- --pairs 100000 [--apis]`: draws pairs of schemas, or of HTTP APIs, and checks
// the gate's report on each with ajv.
// Exit status 1, with the seed and the pair, at the first difference that the gate overlooks.
import { commandLine, wholeNumber, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { drawApis } from "./draw-api.ts";
import { drawPair } from "./draw-schema.ts";
import { overlooked, theGate, type Verdict } from "./judge.ts";
import { overlookedInApi, theApiGate } from "./judge-api.ts";
import { type Random, randomOf } from "./random.ts";

interface Options {
  readonly pairs: number;
  readonly seed: number;
  readonly apis?: true;
}

const values = commandLine<Options>("npm run contracts:prove", (program) =>
  program
    .description("Draws pairs of schemas, or of HTTP APIs, and holds what the gate says of each against ajv.")
    .option("--pairs <number>", "how many pairs", wholeNumberFrom1, 10_000)
    .option("--seed <number>", "the first seed", wholeNumber, 1)
    .option("--apis", "draw HTTP APIs"),
);
const { pairs, seed: first } = values;
const counted: Record<string, number> = {};
const began = performance.now();
for (let seed = first; seed < first + pairs; seed += 1) {
  const random = randomOf(seed);
  const { before, after, word, found } = values.apis ? apisOf(random) : schemasOf(random);
  counted[word] = (counted[word] ?? 0) + 1;
  if (seed % 10_000 === 0) console.error(`${seed - first + 1} pairs`);
  if (!found) continue;
  console.error(`seed ${seed}: the gate says "${word}", and overlooks: ${JSON.stringify(found)}`);
  console.error(`old: ${JSON.stringify(before)}\nnew: ${JSON.stringify(after)}`);
  process.exitCode = 1;
  break;
}
for (const [word, times] of Object.entries(counted).sort()) console.log(`${times} ${word}`);
console.log(
  `${pairs} pairs of ${values.apis ? "APIs" : "schemas"} in ${Math.round((performance.now() - began) / 1_000)} s`,
);

function schemasOf(random: Random) {
  const [before, after] = drawPair(random);
  const verdict = theGate(before, after);
  return { before, after, word: wordFor(verdict), found: overlooked(random, before, after, verdict) };
}

function apisOf(random: Random) {
  const [before, after] = drawApis(random);
  const verdict = theApiGate(before, after);
  const word = verdict.refused
    ? "refused"
    : verdict.breaks
      ? "breaks clients"
      : verdict.silent
        ? "nothing changed"
        : "compatible";
  return { before, after, word, found: overlookedInApi(random, before, after, verdict) };
}

function wordFor(verdict: Verdict): string {
  if (verdict.refused) return "refused";
  if (verdict.silent) return "nothing changed";
  if (!verdict.narrower && !verdict.wider) return "compatible";
  return `breaks ${[verdict.wider ? "consumers" : "", verdict.narrower ? "producers" : ""].filter(Boolean).join(" and ")}`;
}
