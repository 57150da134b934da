import { spawnSync } from "node:child_process";
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
