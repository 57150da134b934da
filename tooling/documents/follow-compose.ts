// Runs the README's commands for docker compose literally, with its curl lines in between. .ci/run does this where there is Docker. It
// always takes everything down at the end. Exit status: 0 if the order was delivered.

import { documentAt, fencesOf } from "./documents.ts";
import { run, runAloud } from "./run-commands.ts";

const minute = 60_000;
const fences = fencesOf(documentAt("README.md"));
const marked = (mark: string) => fences.filter((fence) => fence.mark === mark).map(({ body }) => body);
const commands = marked("runs with docker compose").join("").trim();
const orders = marked("runs against npm start").join("");
const down = commands.slice(commands.lastIndexOf("\n") + 1);

try {
  const printed = await runAloud(
    commands.replace(/^export .*$/m, (line) => `${line}\n${orders}`),
    11 * minute,
  );
  if (!printed.includes('"status":"delivered"')) throw new Error("the order was not delivered");
  console.log("docker compose, word by word: the order was delivered");
} finally {
  await run(down, 2 * minute);
}
