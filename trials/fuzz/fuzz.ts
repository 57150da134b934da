import { count } from "#stage/narrative/text/words.ts";
import { commandLine, exitingWith, wholeNumber } from "#tooling/terminal/command-line.ts";
import { campaign, linesFor, type Tally } from "./campaign.ts";
import { realCampaign } from "./real.ts";
import type { Finding } from "./rounds.ts";

interface Options {
  readonly messages: number;
  readonly requests: number;
  readonly seed: number;
  readonly only?: string;
  readonly real?: true;
  readonly json?: true;
}

/** `npm run fuzz`: sends invalid input, mixed with valid input, to every inbox and every API. */
const options = commandLine<Options>("npm run fuzz", (program) =>
  program
    .description(
      "Sends invalid messages to every inbox and invalid requests to every API, and checks the results.",
    )
    .option("--messages <number>", "number of messages", wholeNumber, 20_000)
    .option("--requests <number>", "number of requests", wholeNumber, 20_000)
    .option("--seed <number>", "the seed of the first round", wholeNumber, 1)
    .option("--only <target>", "only this target, such as payments.inbox or orders.api")
    .option("--real", "send the messages through a real RabbitMQ to services on a real MongoDB")
    .option("--json", "print one line of JSON"),
);

const began = performance.now();
let shown = began;
let soFar: Tally = { messages: 0, requests: 0, results: {} };
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    printTally(soFar);
    process.exit(130);
  });
}
const { finding, ...tally } = await exitingWith(1, () =>
  options.real ? realCampaign({ ...options, progress }) : campaign({ ...options, progress }),
);
printTally(tally, finding);
process.exit(finding ? 1 : 0);

function printTally({ messages, requests, results }: Tally, finding?: Finding): void {
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (options.json) {
    console.log(JSON.stringify({ messages, requests, results, seconds, ...(finding ? { finding } : {}) }));
    return;
  }
  for (const [what, times] of Object.entries(results).sort()) console.log(`${times} ${what}`);
  for (const line of finding ? linesFor(finding) : []) console.error(line);
  console.log(`${count(messages, "message")} and ${count(requests, "request")} in ${seconds} s`);
}

function progress(done: Tally): void {
  const { messages, requests } = done;
  soFar = done;
  if (performance.now() - shown < 5_000) return;
  shown = performance.now();
  process.stderr.write(`${count(messages, "message")}, ${count(requests, "request")}\n`);
}
