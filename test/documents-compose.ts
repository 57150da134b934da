// Follows the README's part about docker compose word by word, with its curl lines in between: what .ci/run does where there is
// Docker. Ends with everything taken down, whatever happened. Exit status: 0 when the order was delivered.

import { documentAt, fencesOf } from "./documents.ts";
import { run } from "./documents-run.ts";

const minute = 60_000;
const fences = fencesOf(documentAt("README.md"));
const marked = (mark: string) => fences.filter((fence) => fence.mark === mark).map(({ body }) => body);
const commands = marked("runs with docker compose").join("").trim().split("\n");
const script = [...commands.slice(0, -1), ...marked("runs against npm start"), ...commands.slice(-1)];

try {
  const printed = await run(script.join("\n"), 15 * minute);
  if (!printed.includes('"status":"delivered"')) throw new Error(`the order was not delivered:\n${printed}`);
  console.log("docker compose, word by word: the order was delivered");
} finally {
  await run("docker compose down --volumes", 2 * minute);
}
