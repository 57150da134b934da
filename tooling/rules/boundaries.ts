import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult, type IModule } from "dependency-cruiser";
import { services } from "#contracts/hears.ts";
import { importRules, tests } from "./import-rules.ts";

/** How many modules were checked, and one line for each import or call that breaks a rule. */
export interface Boundaries {
  readonly modules: number;
  readonly problems: readonly string[];
}

/** Checks every module of some top-level folders. @param root the repository, or a copy of it */
export async function boundaryProblems(folders: readonly string[], root = "."): Promise<Boundaries> {
  const { output } = await cruise([...folders], {
    ...importRules.options,
    baseDir: root === "." ? process.cwd() : root,
    validate: true,
    ruleSet: { forbidden: importRules.forbidden },
  });
  if (typeof output === "string") throw new Error("dependency-cruiser returned text instead of a result");
  const { modules, summary } = output;
  return {
    modules: summary.totalCruised,
    problems: [
      ...foldersWithoutImports(folders, modules),
      ...forbiddenImports(output),
      ...folderCycles(folders, modules),
      ...impureReactions(modules, root),
      ...companyInChassis(modules, root),
      ...longWithoutReason(modules, root),
    ],
  };
}

/** A cruise that cannot parse the code finds no violation, so a folder without any import is a problem. */
function foldersWithoutImports(folders: readonly string[], modules: readonly IModule[]): readonly string[] {
  const importing = new Set(
    modules.filter(({ dependencies }) => dependencies.length > 0).map(({ source }) => folderOf(source)),
  );
  return folders
    .filter((folder) => !importing.has(folder))
    .map((folder) => `dependency-cruiser found no import in ${folder}/: it checks nothing there`);
}

const forbiddenImports = ({ summary }: ICruiseResult): readonly string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);

/**
 * Top-level folders must not depend on each other, directly or through others; nor must the rooms of the
 * chassis, whose root is a room too. Tests may import from any folder, and every program may read its command line with
 * tooling/terminal/, which is why it counts as a folder of its own.
 */
function folderCycles(folders: readonly string[], modules: readonly IModule[]): readonly string[] {
  const imports = modules
    .filter(({ source }) => !new RegExp(tests).test(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => ({ source, resolved })))
    .filter(
      ({ source, resolved }) => folders.includes(folderOf(source)) && folders.includes(folderOf(resolved)),
    );
  const inChassis = imports.filter(
    ({ source, resolved }) => folderOf(source) === "messaging" && folderOf(resolved) === "messaging",
  );
  return [...cycles(imports, withTerminalApart), ...cycles(inChassis, dirname)];
}

const withTerminalApart = (path: string): string =>
  path.startsWith("tooling/terminal/") ? "tooling/terminal" : folderOf(path);

interface Import {
  readonly source: string;
  readonly resolved: string;
}

/** One line for each folder that another one depends on, and that depends on that one in return. */
function cycles(imports: readonly Import[], groupOf: (path: string) => string): readonly string[] {
  const targets = new Map<string, Map<string, string>>();
  for (const { source, resolved } of imports) {
    const [from, to] = [groupOf(source), groupOf(resolved)];
    if (from === to) continue;
    const examples = targets.get(from) ?? new Map<string, string>();
    targets.set(from, examples.set(to, `${source} imports ${resolved}`));
  }
  const reaches = (from: string, target: string, visited: Set<string>): boolean =>
    [...(targets.get(from)?.keys() ?? [])].some((next) => {
      if (next === target) return true;
      if (visited.has(next)) return false;
      visited.add(next);
      return reaches(next, target, visited);
    });
  return [...targets].flatMap(([from, examples]) =>
    [...examples].flatMap(([to, example]) =>
      reaches(to, from, new Set())
        ? [`no-folder-cycles: ${from} and ${to} depend on each other: ${example}`]
        : [],
    ),
  );
}

const folderOf = (path: string): string => path.split("/")[0] ?? "";

/** A call that reads or changes the world outside the function, on a line that does not start a comment. */
const impureCall =
  /^(?!\s*(\*|\/\/|\/\*)).*(\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.|\bprocess\.|\bfetch\(|\bset(Timeout|Interval|Immediate)\(|\bcrypto\.|\bconsole\.|\bglobalThis\b)/;

/** Each module that a `service.ts` imports decides from its arguments alone: no clock, randomness, environment or I/O. */
function impureReactions(modules: readonly IModule[], root: string): readonly string[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const reached = new Set<string>();
  const visit = (source: string): void => {
    if (reached.has(source)) return;
    reached.add(source);
    for (const { resolved, dependencyTypes } of bySource.get(source)?.dependencies ?? []) {
      if (!dependencyTypes.includes("type-only")) visit(resolved);
    }
  };
  for (const { source } of modules)
    if (/^\w+\/service\.ts$/.test(source) && !source.startsWith("messaging/")) visit(source);
  return [...reached].flatMap((source) => {
    if (!/^\w+\//.test(source)) {
      const allowed = /node_modules\/(uuid|ajv|ajv-formats)\//.test(source);
      return allowed
        ? []
        : [`reactions-are-pure: a service.ts imports ${source}, directly or through others`];
    }
    if (!source.endsWith(".ts")) return [];
    return readFileSync(join(root, source), "utf8")
      .split("\n")
      .flatMap((line, i) =>
        impureCall.test(line) ? [`reactions-are-pure: ${source}:${i + 1} ${line.trim()}`] : [],
      );
  });
}

/** Names of this company: the chassis is for any company, so no line of it has one, not even in a comment. */
const ofThisCompany = new RegExp(`\\bfood\\.|#contracts\\b|\\b(${services.join("|")})\\b`);

function companyInChassis(modules: readonly IModule[], root: string): readonly string[] {
  const chassis = modules.filter(({ source }) => /^messaging\/.*\.ts$/.test(source));
  return chassis.flatMap(({ source }) =>
    readFileSync(join(root, source), "utf8")
      .split("\n")
      .flatMap((line, i) =>
        ofThisCompany.test(line) ? [`chassis-is-for-any-company: ${source}:${i + 1} ${line.trim()}`] : [],
      ),
  );
}

/** A file that is longer than this says why. */
const manyLines = 200;

/** A long file begins with a comment that says why it is long. Generated files need no reason. */
function longWithoutReason(modules: readonly IModule[], root: string): readonly string[] {
  const ours = modules.filter(
    ({ source }) => /^\w+\/.*\.tsx?$/.test(source) && !/\/generated\//.test(source),
  );
  return ours.flatMap(({ source }) => {
    const lines = readFileSync(join(root, source), "utf8").trimEnd().split("\n");
    if (lines.length <= manyLines || /^\/\/ .*; hence the length\.$/.test(lines[0] ?? "")) return [];
    const remedy = 'split it, or begin it with "// <reason>; hence the length."';
    return [`long-files-say-why: ${source} has ${lines.length} lines: ${remedy}`];
  });
}
