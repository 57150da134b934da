// Prints a bearer token to try out a deployment: `node operations/compose/token.ts customer|staff|courier
// [id]`, with JWT_SECRET in the environment. Exit status: 0 printed, 2 wrong arguments or environment.

import { Argument } from "commander";
import { type Role, tokens } from "#messaging/http/request/auth.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { commandArguments } from "#tooling/terminal/command-line.ts";

const people: Readonly<Record<Role, string>> = { customer: "ada", staff: "sam", courier: "marie" };

const [role = "", id] = commandArguments("token.ts", (program) =>
  program
    .description("Prints a bearer token, valid for a day, to try out a deployment.")
    .addArgument(new Argument("<role>", "the role that the token grants").choices(Object.keys(people)))
    .argument("[id]", "the person's id (default: ada, sam or marie)"),
);
const secret = process.env.JWT_SECRET ?? "";

if (!isRole(role) || secret.length < 32) {
  console.error("token.ts: set JWT_SECRET to the deployment's secret, 32 characters or more");
  process.exitCode = 2;
} else {
  const who = id ?? people[role];
  const name = `${who.slice(0, 1).toUpperCase()}${who.slice(1)}`;
  const principal = { id: who, name, email: `${who}@example.com`, role };
  console.log(await tokens({ secret, clock: systemClock() }).issue(principal, { minutes: 24 * 60 }));
}

function isRole(text: string): text is Role {
  return text in people;
}
