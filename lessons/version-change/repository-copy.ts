import { execFile } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { services } from "#contracts/hears.ts";
import { copyRepository as copyOf } from "#tooling/repository-copy/repository-copy.ts";
import { embeddedCompany } from "#tooling/rules/folders.ts";
import type { Edit } from "./edits.ts";

/** A copy of the repository that the lesson may change. */
export interface RepositoryCopy {
  readonly folder: string;
  readonly contracts: string;
  edit(edits: readonly Edit[]): void;
  /** Runs one of its programs. @throws Error with its output if it fails */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Runs stories, and reports how the changing event was published and handled. */
  runStories(): Promise<StoryReport>;
  /** Saves a copy of the current contracts, without some files, and returns its folder. */
  remember(without?: readonly string[]): string;
  remove(): void;
}

/** Which versions of the event were published, and which service handled which. */
export interface StoryReport {
  readonly published: readonly string[];
  /** "orders v1", "orders v2", … */
  readonly handled: readonly string[];
  /** Services that acted twice on one payment, once for each version. */
  readonly twice: readonly string[];
  readonly violations: readonly string[];
}

/** Both ends of an order, a late payment, and every message twice. */
const stories = ["delivered", "money-too-late", "cancelled-while-cooking", "every-message-twice"];

const parts = [
  "package.json",
  "tsconfig.json",
  ...embeddedCompany,
  "operations/rabbitmq",
  "tooling/contracts",
  "tooling/terminal",
  "lessons/version-change/run-stories.ts",
];

// Consumers outside the company would have to move before v1 goes; the lesson covers only its own services.
function isFromOutside(path: string): boolean {
  const [, consumer] = path.match(/[\\/]expectations[\\/]([^\\/]+)$/) ?? [];
  return consumer !== undefined && !services.some((service) => service === consumer);
}

export function copyRepository(): RepositoryCopy {
  const omit = (path: string) => /[\\/](test|releases)$/.test(path) || isFromOutside(path);
  const copy = copyOf({ parts, omit });
  const { folder } = copy;
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
    run,
    edit(edits) {
      for (const edit of edits) {
        if ("delete" in edit) rmSync(join(folder, edit.file));
        else if ("write" in edit) copy.write(edit.file, edit.write);
        else copy.edit(edit.file, edit.line, edit.becomes);
      }
    },
    runStories: async () => JSON.parse(await run("lessons/version-change/run-stories.ts", ...stories)),
    remember(without = []) {
      remembered += 1;
      const past = join(folder, "remembered", String(remembered));
      for (const part of ["events", "http", "expectations", "golden", "generated", "envelope.json"])
        cpSync(join(contracts, part), join(past, part), { recursive: true });
      for (const file of without) rmSync(join(past, file));
      return past;
    },
    remove: copy.remove,
  };
}
