import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { testFiles } from "../test-files.ts";

describe("npm test", () => {
  it("runs every test file, committed or new", () => {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "*.test.ts"];
    const known = execFileSync("git", args, { encoding: "utf8" }).trim().split("\n");
    const deleted = execFileSync("git", ["ls-files", "--deleted"], { encoding: "utf8" }).trim().split("\n");

    expect(testFiles(".")).to.have.members(known.filter((file) => !deleted.includes(file)));
  });

  it("runs the tests of servers and processes, which a list of folders once omitted", () => {
    expect(testFiles(".")).to.include.members([
      "tooling/servers/test/rabbitmq.test.ts",
      "stage/processes/test/faults.test.ts",
      "stage/remote/test/stories.test.ts",
      "contracts/test/gate/check.test.ts",
      "messaging/amqp/test/broker.test.ts",
      "outside/payment-provider/test/server.test.ts",
    ]);
  });
});
