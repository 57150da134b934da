import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { add, applyEdits, set, write } from "./contracts-copy.ts";

const home = join(contractsFolder, "..");
const placed = "events/orders/order-placed.v1.json";
const voucher = { description: "A voucher.", type: "string", maxLength: 20 };

describe("npm run contracts, as .ci/run and the workflow run it", () => {
  let copy: string;

  beforeEach(async () => {
    copy = await mkdtemp(join(tmpdir(), "copy-"));
    for (const part of ["contracts", "tooling/contracts", "tooling/terminal", "package.json"])
      await cp(join(home, part), join(copy, part), { recursive: true });
    await symlink(join(home, "node_modules"), join(copy, "node_modules"));
  });

  afterEach(() => rm(copy, { recursive: true }));

  it("passes with a compatible change", async () => {
    await applyEdits({ folder: join(copy, "contracts") }, [set(placed, "/properties/voucher", voucher)]);
    const { status, output } = await gate("check");
    expect(output).to.contain("compatible: /voucher is new and optional.");
    expect(status).to.equal(0);
  });

  it("fails for a breaking change, and annotates the file on GitHub with the affected services", async () => {
    const edits = [set(placed, "/properties/voucher", voucher), add(placed, "/required", "voucher")];
    await applyEdits({ folder: join(copy, "contracts") }, edits);
    const { status, output } = await gate("check");
    expect(output).to.contain("BREAKS PRODUCERS: /voucher is new and required.");
    expect(output).to.contain(
      "::error file=contracts/events/orders/order-placed.v1.json,title=Breaking contract change::",
    );
    expect(status).to.equal(1);
  });

  it("fails with another status if there is nothing to compare", async () => {
    await applyEdits({ folder: join(copy, "contracts") }, [write(placed, "{")]);
    expect((await gate("check")).status).to.equal(2);
    expect((await gate("check", "--agianst", "1.0.0")).status).to.equal(2);
    expect((await gate("can-deploy", "payments")).status).to.equal(2);
  });

  it("is an early step of .ci/run, before others that a changed schema might fail", async () => {
    const steps = (await readFile(join(home, ".ci", "run"), "utf8")).match(/^ {2}step .*$/gm) ?? [];
    const at = (command: string) => steps.findIndex((step) => step.includes(command));
    expect(at("npm run --silent contracts -- check")).to.be.within(1, at("npm run --silent check") - 1);
  });

  function gate(...args: readonly string[]): Promise<{ status: number; output: string }> {
    const command = ["--import", "tsx", "tooling/contracts/gate.ts", ...args];
    const options = { cwd: copy, env: { ...process.env, GITHUB_ACTIONS: "true" } };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, command, options, (_, stdout, stderr) =>
        resolve({ status: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  }
});
