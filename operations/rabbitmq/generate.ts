// Writes definitions.json for the broker: `node operations/rabbitmq/generate.ts <file>`, with the passwords
// in the environment. Exit status: 0 written, 1 the file cannot be written, 2 wrong arguments or environment.

import { rename, writeFile } from "node:fs/promises";
import { commandArguments } from "#tooling/terminal/command-line.ts";
import { BadPasswords, definitionsOf } from "./definitions.ts";

const [file = ""] = commandArguments("operations/rabbitmq/generate.ts", (program) =>
  program
    .description("Writes RabbitMQ's definitions; the passwords come from the environment.")
    .argument("<file>", "the file to write"),
);

try {
  const definitions = definitionsOf(process.env);
  // Written atomically, since a broker may be starting.
  await writeFile(`${file}.new`, JSON.stringify(definitions, undefined, 2));
  await rename(`${file}.new`, file);
  const { exchanges, queues, bindings, users } = definitions;
  console.log(
    `${file}: ${exchanges.length} exchanges, ${queues.length} queues, ${bindings.length} bindings, ${users.length} users`,
  );
} catch (error) {
  console.error(`definitions.json was not written:\n${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof BadPasswords ? 2 : 1;
}
