// Signs up a member on real servers, and waits for the welcome: `node --import tsx welcome.ts ada@example.com`,
// with RABBITMQ_URL and MONGODB_URL in the environment.

import { parseArgs } from "node:util";
import { v4 } from "uuid";
import { declare } from "#messaging/amqp/declare.ts";
import { companyTopology } from "#messaging/topology.ts";
import { contracts } from "./contracts/contracts.ts";
import { mailerCalls, mailerService } from "./mailer/service.ts";
import { members } from "./signup/member.ts";
import { signupService } from "./signup/service.ts";
import { signingUp } from "./signup/sign-up.ts";
import { start } from "./start.ts";

const { RABBITMQ_URL, MONGODB_URL } = process.env;
const {
  positionals: [email],
} = parseArgs({ allowPositionals: true });
if (!RABBITMQ_URL || !MONGODB_URL || !email) {
  console.error("set RABBITMQ_URL and MONGODB_URL, and give an address: welcome.ts ada@example.com");
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
