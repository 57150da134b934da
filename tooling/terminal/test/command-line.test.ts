import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parseCommandLine, UsageError } from "../command-line.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("The reader of command lines", () => {
  const read = (...args: string[]) =>
    parseCommandLine<{ seeds?: string }>("npm run x", (program) => program.option("--seeds <number>"), args);

  it("returns options and arguments", () => {
    expect(read("--seeds", "5")).to.deep.equal({ options: { seeds: "5" }, args: [] });
  });

  it("suggests the option that a typo may have meant", () => {
    expect(() => read("--sedes", "5")).to.throw(
      UsageError,
      /^unknown option '--sedes': did you mean --seeds\?$/,
    );
  });

  it("points to --help where nothing is similar", () => {
    expect(() => read("--loud")).to.throw(UsageError, /^unknown option '--loud': see --help$/);
    expect(() => read("five")).to.throw(UsageError, /^unexpected argument 'five': see --help$/);
  });

  it("returns the help text, whatever else is given", () => {
    expect(read("--help", "--loud")).to.have.property("help").that.includes("--seeds <number>");
  });
});

describe("An invalid command line", () => {
  for (const [program, ...given] of [
    ["tooling/contracts/gate.ts", "chek"],
    ["tooling/contracts/gate.ts", "check", "--agianst", "1.0.0"],
    ["tooling/contracts/generate.ts", "--chekc"],
    ["tooling/contracts/generate.ts", "nonsense"],
    ["contracts/test/pairs/prove.ts", "--nonsense"],
    ["contracts/test/pairs/prove.ts", "--pairs", "many"],
    ["contracts/test/pairs/prove.ts", "--pairs", "0"],
    ["contracts/test/try-changes.ts"],
    ["examples/contracts/generate.ts", "--chekc"],
    ["examples/welcome.ts"],
    ["lessons/prove.ts", "--seeds", "0"],
    ["lessons/version-change/run-stories.ts", "no-such-story"],
    ["operations/compose/token.ts", "chef"],
    ["operations/parked/parked.ts", "list", "--serivce", "orders"],
    ["operations/rabbitmq/generate.ts"],
    ["stage/demo.ts", "--stories", "delivered"],
    ["stage/start.ts", "--poisson"],
    ["tooling/recipes/follow-recipes.ts", "A new planet"],
    ["tooling/testing/run-tests.ts", "--on-real-server"],
    ["trials/bench/processes/bare-pair-process.ts"],
    ["trials/bench/bench.ts", "--orders", "many"],
    ["trials/chaos/chaos.ts", "--only", "weather"],
    ["trials/fuzz/fuzz.ts", "--nonsense"],
    ["trials/simulation/simulate.ts", "--seeds", "0"],
    ["trials/simulation/simulate.ts", "--workers", "0"],
  ]) {
    it(`${program} ${given.join(" ")}: one line, exit status 2`, () => {
      const args = ["--import", "tsx", program ?? "", ...given];
      const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });

      expect(stdout).to.equal("");
      expect(stderr).to.match(/^\S[^\n]+\n$/);
      expect(status).to.equal(2);
    });
  }
});

describe("A program whose output is piped into `head`", () => {
  for (const [program, ...given] of [
    ["tooling/contracts/gate.ts", "check"],
    ["tooling/architecture/architecture.ts", "containers"],
    ["stage/demo.ts", "--list"],
  ]) {
    it(`${program} ${given.join(" ")}: ends silently, with exit status 0`, async () => {
      const child = spawn(process.execPath, ["--import", "tsx", program ?? "", ...given], { cwd: root });
      child.stdout.destroy();
      const [errors, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);

      expect(errors).to.equal("");
      expect(status).to.equal(0);
    });
  }
});
