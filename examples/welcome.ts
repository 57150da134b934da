// Signs up a member on real servers, and waits for the welcome: `node --import tsx welcome.ts ada@example.com`,
// with RABBITMQ_URL and MONGODB_URL in the environment.

import { v4 } from "uuid";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { companyTopology } from "#messaging/topology.ts";
import { commandArguments } from "#tooling/terminal/command-line.ts";
import { contracts } from "./contracts/contracts.ts";
import { mailerCalls, mailerService } from "./mailer/service.ts";
import { members } from "./signup/member.ts";
import { signupService } from "./signup/service.ts";
import { signingUp } from "./signup/sign-up.ts";
import { start } from "./start.ts";

const [email = ""] = commandArguments("welcome.ts", (program) =>
  program
    .description("Signs up a member, and waits for the welcome.")
    .argument("<address>", "ada@example.com"),
);
const { RABBITMQ_URL, MONGODB_URL } = process.env;
if (!RABBITMQ_URL || !MONGODB_URL) {
  console.error("welcome.ts: RABBITMQ_URL or MONGODB_URL is not set: set both to the URLs of your servers");
  process.exit(2);
}
await declare(RABBITMQ_URL, companyTopology(contracts));
const servers = { rabbitmq: RABBITMQ_URL, mongodb: MONGODB_URL };
const mailServer = {
  send: async ({ to, text }: { to: string; text: string }) => console.log(`${to}: ${text}`),
};
const mailer = await start(mailerService, servers, mailerCalls(mailServer));
const signup = await start(signupService, servers);

const memberId = v4();
await signup.running.submit(signingUp(memberId, email, signup.clock.now()), email);
while ((await signup.store.get(members(memberId)))?.status !== "welcomed") {
  await new Promise<void>((resolve) => signup.clock.at(signup.clock.now() + 50, resolve));
}
console.log(`${email} is welcomed`);
await Promise.all([signup.stop(), mailer.stop()]);
