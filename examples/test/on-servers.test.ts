import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { describeOnServers } from "#tooling/servers/describe.ts";

describeOnServers("The club on RabbitMQ and MongoDB", (servers) => {
  it("declares its topology, welcomes a new member, and stops", async () => {
    const env = {
      ...process.env,
      RABBITMQ_URL: await servers().rabbitmq.freshVhost(),
      MONGODB_URL: servers().mongodb.url,
    };
    const args = ["--import", "tsx", "examples/welcome.ts", "ada@example.com"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).to.equal("ada@example.com: Welcome to the club!\nada@example.com is welcomed\n");
  });
});
