import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { describeBreakingServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";

describeBreakingServers("Chaos that is interrupted by Ctrl-C", () => {
  it("leaves nothing behind: no servers, no data, no logs", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pas-de-cinq-test-"));
    const ours = async () => (await readdir(folder)).filter((name) => name.startsWith("pas-de-cinq"));
    const chaos = spawn(
      process.execPath,
      ["--import", "tsx", "trials/chaos/chaos.ts", "--only", "kill-service"],
      {
        env: { ...process.env, TMPDIR: folder },
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    const hasEnded = once(chaos, "exit");
    const lines = createInterface(chaos.stderr);
    lines.on("line", (line) => {
      if (line.includes("round 1 of")) chaos.kill("SIGINT");
    });
    expect(await hasEnded).to.deep.equal([130, null]);
    await eventually(async () => (await ours()).length === 0);
    await rm(folder, { recursive: true });
  });
});
