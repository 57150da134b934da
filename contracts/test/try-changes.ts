// `node --import tsx contracts/test/try-changes.ts <clone> [--only <text>] [--whole <pattern>]` makes every
// change of the gate's test suite in a clone of this repository, one at a time, as a developer would, and
// runs the gate there; or all of .ci/run for changes whose name matches the pattern. It prints
// contracts/TRIED.md. The clone needs `npm ci` and a clean work tree.
// Exit status 1: the gate reported at least one change wrongly.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readCommandLine } from "#tooling/terminal/command-line.ts";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { type CommandResult, changeAsDeveloper, run, runGate, undo } from "./gate/as-developer.ts";
import { groups, verdictOf } from "./gate/cases/cases.ts";
import type { Case } from "./gate/cases/event-cases.ts";

const { options: values, args } = readCommandLine<{ only: string; whole?: string }>(
  "try-changes.ts",
  (program) =>
    program
      .description(
        "Makes every change of the gate's tests in a clone of this repository, and runs the gate there.",
      )
      .argument("<clone>", "a clean clone of this repository, with its dependencies installed")
      .option("--only <text>", "only the changes whose name contains this", "")
      .option("--whole <pattern>", "run all of .ci/run for the changes whose name matches"),
);
const clone = resolve(args[0] ?? "");
const status = await run(clone, "git", "status", "--porcelain");
if (resolve(contractsFolder, "..") === clone || !existsSync(join(clone, ".ci/run")) || status.lines.join(""))
  throw new Error(
    `${clone} is not a clean clone of this repository: clone it, and commit or discard all changes`,
  );

let wrong = 0;
if (values.only === "") console.log(introduction());
for (const [group, cases] of groups) {
  const chosen = cases.filter(({ name }) => `${group}: ${name}`.includes(values.only));
  if (chosen.length > 0)
    console.log(
      `\n## ${group}\n\n| change | exit status | report | npm run generate |\n| --- | --- | --- | --- |`,
    );
  for (const one of chosen) console.log(await tryChange(one));
}
if (wrong > 0) process.exitCode = 1;

async function tryChange(one: Case): Promise<string> {
  if (one.notOnTheRealTree) return rowOf([one.name, "–", `not tried: ${one.notOnTheRealTree}`, "–"]);
  const isWhole = values.whole !== undefined && new RegExp(values.whole).test(one.name);
  const generated = await changeAsDeveloper(clone, one);
  const gate = isWhole ? await run(clone, "./.ci/run") : await runGate(clone);
  await undo(clone);
  const isRight = isAsExpected(one, gate);
  if (!isRight) wrong += 1;
  console.error(
    `${isRight ? "✓" : "✗"} ${one.name}: ${gate.status}${isRight ? "" : `\n${gate.lines.join("\n")}`}`,
  );
  const after = isWhole ? `${gate.status}, .ci/run after ${gate.seconds} s` : `${gate.status}`;
  return rowOf([one.name, after, isRight ? headlineOf(gate) : "WRONG", generatorResult(generated)]);
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function isAsExpected({ verdict, says }: Case, { status, lines }: CommandResult): boolean {
  const text = lines.join("\n");
  return (
    verdictOf(lines) === verdict &&
    status === (verdict.startsWith("BREAKS") ? 1 : 0) &&
    says.every((words) => text.includes(words))
  );
}

/** The most severe line of the report, and the affected services. */
function headlineOf({ lines }: CommandResult): string {
  const [headline] = [/^BREAKS/, /^compatible/, /^contracts:/].flatMap(
    (kind) => lines.find((line) => kind.test(line)) ?? [],
  );
  const affected = lines.find((line) => line.startsWith("    Affected: "))?.trim() ?? "";
  return [headline ?? lines.at(-1) ?? "", affected].join(" ").trim();
}

function generatorResult({ status, lines }: CommandResult): string {
  return status === 0 ? "ok" : `${status}: ${lines[0]}`;
}

function introduction(): string {
  return `# Tried on the real tree

A developer's view of every change in the gate's test suite. Each change was made in a clone of the repository: edit the schema and its
examples, run \`npm run generate\`, then run the gate as \`.ci/run\` does, or all of \`.ci/run\` where a time is given. Exit status 1 stops
\`.ci/run\` at the gate. The table shows the first lines of each report; file, JSON pointer, consequences and remedy follow them. The rules of
\`npm run generate\` are stricter than the gate's: the last column shows its exit status and first message. To write this page again:

    git clone . /tmp/clone && (cd /tmp/clone && npm ci)
    node --import tsx contracts/test/try-changes.ts /tmp/clone > contracts/TRIED.md`;
}
