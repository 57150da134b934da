import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { services } from "#contracts/hears.ts";
import { embeddedCompany } from "#tooling/rules/folders.ts";
import type { Edit } from "./stages.ts";

/** A copy of the repository that the lesson may change. */
export interface RepositoryCopy {
  readonly folder: string;
  readonly contracts: string;
  edit(edits: readonly Edit[]): Promise<void>;
  /** Runs one of its programs; rejects with its output if it fails. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Runs stories, and reports how the changing event was published and handled. */
  tell(): Promise<Told>;
  /** Saves a copy of the current contracts, without some files, and returns its folder. */
  remember(without?: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Which versions of the event were published, and which service handled which. */
export interface Told {
  readonly published: readonly string[];
  /** "orders v1", "orders v2", … */
  readonly handled: readonly string[];
  /** Services that acted twice on one payment, once for each version. */
  readonly twice: readonly string[];
  readonly violations: readonly string[];
}

/** Both ends of an order, a late payment, and every message twice. */
const stories = ["delivered", "money-too-late", "cancelled-while-cooking", "every-message-twice"];

const parts = ["package.json", "tsconfig.json", ...embeddedCompany];

// Consumers outside the company would have to move before v1 goes; the lesson covers only its own services.
function isFromOutside(path: string): boolean {
  const [, consumer] = path.match(/[\\/]expectations[\\/]([^\\/]+)$/) ?? [];
  return consumer !== undefined && !services.some((service) => service === consumer);
}

export async function copyRepository(): Promise<RepositoryCopy> {
  const home = fileURLToPath(new URL("../..", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "repository-"));
  const filter = (path: string) => !/[\\/](test|releases)$/.test(path) && !isFromOutside(path);
  for (const part of parts) await cp(join(home, part), join(folder, part), { recursive: true, filter });
  await cp(join(home, "lessons/version-change/run-stories.ts"), join(folder, "run-stories.ts"));
  await symlink(join(home, "node_modules"), join(folder, "node_modules"));
  const contracts = join(folder, "contracts");
  let remembered = 0;

  async function run(program: string, ...args: readonly string[]): Promise<string> {
    const command = ["--import", "tsx", program, ...args];
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(process.execPath, command, options)).stdout;
  }

  return {
    folder,
    contracts,
    async edit(edits) {
      for (const edit of edits) await apply(folder, edit);
    },
    run,
    tell: async () => JSON.parse(await run("run-stories.ts", ...stories)),
    async remember(without = []) {
      remembered += 1;
      const copy = join(folder, "remembered", String(remembered));
      for (const part of ["events", "http", "expectations", "golden", "generated", "envelope.json"])
        await cp(join(contracts, part), join(copy, part), { recursive: true });
      for (const file of without) await rm(join(copy, file));
      return copy;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

async function apply(folder: string, edit: Edit): Promise<void> {
  const path = join(folder, edit.file);
  if ("delete" in edit) return rm(path);
  if ("write" in edit) {
    await mkdir(dirname(path), { recursive: true });
    return writeFile(path, edit.write);
  }
  const text = await readFile(path, "utf8");
  if (text.split(edit.line).length !== 2) {
    throw new Error(`${edit.file} must hold this once, for the lesson to change it:\n${edit.line}`);
  }
  await writeFile(
    path,
    text.replace(edit.line, () => edit.becomes),
  );
}
