import { readFileSync } from "node:fs";
import { cruise, type ICruiseResult, type IModule } from "dependency-cruiser";
import { services } from "#contracts/hears.ts";
import { importRules } from "./import-rules.ts";

/** `npm run check:boundaries`: who imports whom, and that what every reaction consists of is pure. */
const folders = [
  "contracts",
  "messaging",
  ...services,
  "outside",
  "stage",
  "lessons",
  "trials",
  "operations",
  "tooling",
];

/** What would let the world in, at the start of no comment. */
const impureCall =
  /^(?!\s*(\*|\/\/|\/\*)).*(\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.|\bprocess\.|\bfetch\(|\bset(Timeout|Interval|Immediate)\(|\bcrypto\.|\bconsole\.|\bglobalThis\b)/;

const { output } = await cruise(folders, {
  ...importRules.options,
  validate: true,
  ruleSet: { forbidden: importRules.forbidden },
});
if (typeof output === "string") throw new Error("dependency-cruiser answered with text instead of a result");
const problems = [...sawEnough(output), ...broken(output), ...impure(output.modules)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`boundaries: ${output.summary.totalCruised} modules keep to them`);

/** A cruise that understood nothing finds nothing wrong. */
function sawEnough({ modules }: ICruiseResult): readonly string[] {
  return folders
    .filter(
      (folder) =>
        !modules.some(
          ({ source, dependencies }) => source.startsWith(`${folder}/`) && dependencies.length > 0,
        ),
    )
    .map(
      (folder) =>
        `dependency-cruiser saw no import in ${folder}/: the check would be green whatever is there`,
    );
}

function broken({ summary }: ICruiseResult): readonly string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
}

/**
 * Everything that a `service.ts` is made of, except what the chassis is run with, decides from its arguments alone: no clock, no
 * chance, no environment, no I/O.
 */
function impure(modules: readonly IModule[]): readonly string[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const reached = new Set<string>();
  const reach = (source: string): void => {
    if (reached.has(source)) return;
    reached.add(source);
    for (const { resolved, dependencyTypes } of bySource.get(source)?.dependencies ?? []) {
      if (!dependencyTypes.includes("type-only")) reach(resolved);
    }
  };
  for (const { source } of modules)
    if (/^\w+\/service\.ts$/.test(source) && !source.startsWith("messaging/")) reach(source);
  return [...reached].flatMap((source) => {
    if (!/^\w+\//.test(source)) {
      const allowed = /node_modules\/(uuid|ajv|ajv-formats)\//.test(source);
      return allowed ? [] : [`reactions-are-pure: a service.ts reaches ${source}`];
    }
    if (!source.endsWith(".ts")) return [];
    return readFileSync(source, "utf8")
      .split("\n")
      .flatMap((line, i) =>
        impureCall.test(line) ? [`reactions-are-pure: ${source}:${i + 1} ${line.trim()}`] : [],
      );
  });
}
