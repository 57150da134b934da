// `node --import tsx contracts/test/try-changes.ts <clone> [--only <words>] [--whole <pattern>]`: makes every change that the gate is
// tested with in a clone of this repository, one after the other, as a developer would, and runs there what .ci/run runs up to and
// with the gate; or all of .ci/run, where the change's name fits the pattern. Writes contracts/TRIED.md to its output. The clone
// needs `npm ci`, and must have nothing that is not committed. Exit status 1 if something was not judged as it should be.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { changeAsDeveloper, gateIn, type Ran, run, undo } from "./gate/as-developer.ts";
import { groups, verdictOf } from "./gate/cases/cases.ts";
import type { Case } from "./gate/cases/event-cases.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, whole: { type: "string" } },
});
const clone = resolve(positionals[0] ?? "");
const dirt = await run(clone, "git", "status", "--porcelain");
if (resolve(contractsFolder, "..") === clone || !existsSync(join(clone, ".ci/run")) || dirt.lines.join(""))
  throw new Error(`${clone} is no clone of this repository without changes`);

let misjudged = 0;
if (values.only === "") console.log(introduction());
for (const [group, cases] of groups) {
  const chosen = cases.filter(({ name }) => `${group}: ${name}`.includes(values.only));
  if (chosen.length > 0)
    console.log(
      `\n## ${group}\n\n| change | exit status | what it said | npm run generate |\n| --- | --- | --- | --- |`,
    );
  for (const one of chosen) console.log(await tried(one));
}
if (misjudged > 0) process.exitCode = 1;

async function tried(one: Case): Promise<string> {
  const isWhole = values.whole !== undefined && new RegExp(values.whole).test(one.name);
  const generated = await changeAsDeveloper(clone, one);
  const gate = isWhole ? await run(clone, "./.ci/run") : await gateIn(clone);
  await undo(clone);
  const isRight = isAsExpected(one, gate);
  if (!isRight) misjudged += 1;
  console.error(
    `${isRight ? "✓" : "✗"} ${one.name}: ${gate.status}${isRight ? "" : `\n${gate.lines.join("\n")}`}`,
  );
  const after = isWhole ? `${gate.status}, .ci/run after ${gate.seconds} s` : `${gate.status}`;
  const cells = [one.name, after, isRight ? saidFirst(gate) : "MISJUDGED", saidOf(generated)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function isAsExpected({ verdict, says }: Case, { status, lines }: Ran): boolean {
  const text = lines.join("\n");
  return (
    verdictOf(lines) === verdict &&
    status === (verdict.startsWith("BREAKS") ? 1 : 0) &&
    says.every((words) => text.includes(words))
  );
}

/** The worst of it, in one line. */
function saidFirst({ lines }: Ran): string {
  const [worst] = [/^BREAKS/, /^compatible/, /^contracts:/].flatMap(
    (kind) => lines.find((line) => kind.test(line)) ?? [],
  );
  const who = lines.find((line) => line.startsWith("    Who: "))?.trim() ?? "";
  return [worst ?? lines.at(-1) ?? "", who].join(" ").trim();
}

function saidOf({ status, lines }: Ran): string {
  return status === 0 ? "fine" : `${status}: ${lines[0]}`;
}

function introduction(): string {
  return `# Tried on the real tree

Every change that the gate is tested with, made in a clone of the repository as a developer makes it: the schema, its examples, \`npm run generate\`;
then what \`.ci/run\` runs up to and with the gate, or \`.ci/run\` itself where its time is given. Status 1 ends \`.ci/run\` there. After the line
that is shown, the gate says file and pointer, what becomes of whom, and the way out. The rules of \`npm run generate\` are stricter than the
gate's: what it says, beginning with its status, is in the last column. Written by

    git clone . /tmp/clone && (cd /tmp/clone && npm ci)
    node --import tsx contracts/test/try-changes.ts /tmp/clone > contracts/TRIED.md`;
}
