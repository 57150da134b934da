import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { guard } from "../guard.ts";

describe("A guard", () => {
  let folder: string;
  let left: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "guard-"));
    left = join(folder, "cleaned-up");
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("cleans up on request", async () => {
    const cleanUp = guard("touch", left);
    expect(existsSync(left)).to.equal(false);

    await cleanUp();

    expect(existsSync(left)).to.equal(true);
  });

  it("cleans up after a process that was killed", async () => {
    const module = new URL("../guard.ts", import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(({ guard }) => {
      guard("touch", ${JSON.stringify(left)});
      console.log("guarded");
      setInterval(() => {}, 1000);
    })`;
    const child = spawn(process.execPath, ["--import", "tsx", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const changes = watch(folder);
    const changed = once(changes, "change");

    child.kill("SIGKILL");
    await changed;

    expect(existsSync(left)).to.equal(true);
    changes.close();
  });

  it("keeps no process alive", async () => {
    const module = new URL("../guard.ts", import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(({ guard }) => void guard("true"))`;

    const child = spawn(process.execPath, ["--import", "tsx", "-e", script], { stdio: "inherit" });

    expect(await once(child, "exit")).to.deep.equal([0, null]);
  });
});
