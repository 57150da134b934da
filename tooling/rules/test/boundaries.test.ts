import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { boundaryProblems } from "../boundaries.ts";
import { folders } from "../folders.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** A small repository: the code on the right breaks the rule on the left. */
const violations: Readonly<Record<string, readonly [file: string, code: string]>> = {
  "contracts-import-nothing: contracts/a.ts imports orders/b.ts": [
    "contracts/a.ts",
    'import "../orders/b.ts";',
  ],
  "contracts-run-anywhere: contracts/c.ts imports fs": ["contracts/c.ts", 'import "node:fs";'],
  "messaging-runs-anywhere: messaging/a.ts imports fs": ["messaging/a.ts", 'import "node:fs";'],
  "messaging-imports-no-company: messaging/c.ts imports orders/b.ts": [
    "messaging/c.ts",
    'import "../orders/b.ts";',
  ],
  "messaging-imports-no-company: messaging/test/a.test.ts imports contracts/b.ts": [
    "messaging/test/a.test.ts",
    'import "../../contracts/b.ts";',
  ],
  "chassis-is-for-any-company: messaging/f.ts:1 /** The exchange food.events. */": [
    "messaging/f.ts",
    "/** The exchange food.events. */",
  ],
  "examples-import-the-chassis-alone: examples/a.ts imports orders/b.ts": [
    "examples/a.ts",
    'import "../orders/b.ts";',
  ],
  "no-service-imports-another: payments/a.ts imports orders/b.ts": [
    "payments/a.ts",
    'import "../orders/b.ts";',
  ],
  "services-import-no-tools: orders/a.ts imports stage/b.ts": ["orders/a.ts", 'import "../stage/b.ts";'],
  "outside-imports-nothing-of-ours: outside/a.ts imports messaging/e.ts": [
    "outside/a.ts",
    'import "../messaging/e.ts";',
  ],
  "drivers-stay-in-their-adapters: couriers/a.ts imports node_modules/amqplib/index.js": [
    "couriers/a.ts",
    'import "amqplib";',
  ],
  "no-imports-from-tests: trials/a.ts imports stage/test/b.ts": [
    "trials/a.ts",
    'import "../stage/test/b.ts";',
  ],
  "no-cycles: lessons/a.ts imports lessons/b.ts": ["lessons/a.ts", 'import "./b.ts";'],
  "no-unresolvable-import: operations/a.ts imports ./missing.ts": [
    "operations/a.ts",
    'import "./missing.ts";',
  ],
  "no-folder-cycles: stage and tooling depend on each other: stage/a.ts imports tooling/b.ts": [
    "stage/a.ts",
    'import "../tooling/b.ts";',
  ],
  "no-folder-cycles: messaging and messaging/outbox depend on each other: messaging/d.ts imports messaging/outbox/b.ts":
    ["messaging/d.ts", 'import type {} from "./outbox/b.ts";'],
  "reactions-are-pure: restaurants/service.ts:1 export const now = Date.now();": [
    "restaurants/service.ts",
    "export const now = Date.now();",
  ],
  "dependency-cruiser found no import in notifications/: it checks nothing there": [
    "notifications/a.ts",
    "export {};",
  ],
  'long-files-say-why: couriers/b.ts has 201 lines: split it, or begin it with "// <reason>; hence the length."':
    ["couriers/b.ts", "export {};\n".repeat(201)],
};

/** The files that the code above imports, and one that breaks no rule. */
const imported: readonly (readonly [file: string, code: string])[] = [
  ["orders/b.ts", ""],
  ["contracts/b.ts", ""],
  ["stage/b.ts", ""],
  ["stage/test/b.ts", ""],
  ["lessons/b.ts", 'import "./a.ts";'],
  ["messaging/e.ts", ""],
  ["messaging/outbox/b.ts", 'import "../e.ts";'],
  ["node_modules/amqplib/package.json", '{ "name": "amqplib", "main": "index.js" }'],
  ["node_modules/amqplib/index.js", ""],
  ["tooling/b.ts", ""],
  ["tooling/c.ts", 'import "../stage/b.ts";'],
  ["couriers/c.ts", `// One export after the other; hence the length.\n${"export {};\n".repeat(200)}`],
];

describe("The boundaries", () => {
  let copy: string;
  let problems: readonly string[];

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), "boundaries-"));
    for (const [file, code] of [...Object.values(violations), ...imported]) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), code);
    }
    ({ problems } = await boundaryProblems(folders, copy));
  });

  after(() => rm(copy, { recursive: true }));

  for (const problem of Object.keys(violations)) {
    it(`report ${problem}`, () => {
      expect(problems).to.include(problem);
    });
  }

  it("allow a long file that says why", () => {
    expect(problems.filter((problem) => problem.includes("couriers/c.ts"))).to.deep.equal([]);
  });

  it("cover every top-level folder with TypeScript code", async () => {
    const topLevel = await readdir(repository, { withFileTypes: true });
    const names = topLevel.filter((entry) => entry.isDirectory() && /^[a-z]\w*$/.test(entry.name));
    const code: string[] = [];
    for (const { name } of names.filter((one) => !["node_modules", "coverage"].includes(one.name))) {
      const files = await readdir(join(repository, name), { recursive: true });
      if (files.some((file) => file.endsWith(".ts") && !file.includes("node_modules"))) code.push(name);
    }
    expect(folders).to.have.members(code);
  });
});
