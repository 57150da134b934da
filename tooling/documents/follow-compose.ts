// Runs the README's commands for docker compose literally, with its curl lines in between, and fetches the page at the gateway.
// .ci/run does this where there is Docker. It always takes everything down at the end. Exit status: 0 if the order was delivered, and
// the page shows that.

import { documentAt, fencesOf } from "./documents.ts";
import { run, runAloud } from "./run-commands.ts";

const minute = 60_000;
const fences = fencesOf(documentAt("README.md"));
const marked = (mark: string) => fences.filter((fence) => fence.mark === mark).map(({ body }) => body);
const commands = marked("runs with docker compose").join("").trim();
const orders = marked("runs against npm start").join("");
const down = commands.slice(commands.lastIndexOf("\n") + 1);

/** As a browser asks: the page, its script, its feed, which begins with the order, and what is beside it. */
const page = `
curl -sf http://localhost:8080/ -H "Accept: text/html" | grep 'data-source="deployment"'
curl -sf http://localhost:8080/page.js -o /dev/null
curl -sf http://localhost:8080/tab | grep 'data-source="tab"'
curl -sf http://localhost:8080/lessons.js -o /dev/null
curl -sf http://localhost:8080/lessons -D - -o /dev/null | grep -i 'content-security-policy:.*worker-src blob:'
(curl -sN http://localhost:8080/page/feed --max-time 10 || true) | grep -q 'couriers.order-delivered'
echo "the feed shows the delivery"
`;

try {
  const printed = await runAloud(
    commands.replace(/^export .*$/m, (line) => `${line}\n${orders}${page}`),
    11 * minute,
  );
  if (!printed.includes('"status":"delivered"')) throw new Error("the order was not delivered");
  if (!printed.includes("the feed shows the delivery")) throw new Error("the page does not show the order");
  console.log("docker compose, word by word: the order was delivered");
} finally {
  await run(down, 2 * minute);
}
