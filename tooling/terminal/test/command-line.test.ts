import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("a command line that asks for nothing that there is", function () {
  this.timeout(60_000);

  for (const [program, ...given] of [
    ["trials/simulation/simulate.ts", "--seeds", "0"],
    ["trials/simulation/simulate.ts", "--workers", "0"],
    ["lessons/prove.ts", "--seeds", "0"],
    ["contracts/generate.ts", "--nonsense"],
    ["contracts/generate.ts", "nonsense"],
    ["contracts/test/pairs/prove.ts", "--nonsense"],
    ["contracts/test/pairs/prove.ts", "--pairs", "many"],
    ["contracts/test/pairs/prove.ts", "--pairs", "0"],
  ]) {
    it(`${program} ${given.join(" ")}: one line, exit status 2`, () => {
      const args = ["--import", "tsx", program ?? "", ...given];
      const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });

      expect(stdout).to.equal("");
      expect(stderr).to.match(/^npm run [^\n]+\n$/);
      expect(status).to.equal(2);
    });
  }
});

describe("a command line whose reader has read enough", function () {
  this.timeout(60_000);

  for (const [program, ...given] of [
    ["contracts/gate.ts", "check"],
    ["tooling/architecture/architecture.ts", "containers"],
    ["stage/demo.ts", "--list"],
  ]) {
    it(`${program} ${given.join(" ")}: ends without a word, exit status 0`, async () => {
      const child = spawn(process.execPath, ["--import", "tsx", program ?? "", ...given], { cwd: root });
      child.stdout.destroy();
      const [said, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);

      expect(said).to.equal("");
      expect(status).to.equal(0);
    });
  }
});
