import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { describeBreakingServers } from "#tooling/servers/describe.ts";

describeBreakingServers("A company that does not start", () => {
  it("reports a process's own error, and leaves nothing running", async () => {
    const program = spawn(
      process.execPath,
      ["--import", "tsx", "stage/processes/test/company-that-does-not-start.ts"],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    const [[status], said] = await Promise.all([once(program, "exit"), text(program.stdout)]);

    expect(said).to.match(
      /^the company does not start: \w+\/main\.ts ended with 1: \w+ cannot start: (?:.|\n)*this user may not use queue \w+\.inbox: load definitions\.json into the broker, which grants it/,
    );
    expect(status).to.equal(0);
  });
});
