import { commandLine, exitingWith, wholeNumber } from "#tooling/terminal/command-line.ts";
import { campaign, linesAbout, type Tally } from "./campaign.ts";
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

/** `npm run fuzz`: what nobody should send, to every inbox and every API, mixed with what everybody sends. */
const options = commandLine<Options>("npm run fuzz", (program) =>
  program
    .description(
      "Sends invalid messages to every inbox and invalid requests to every API, and checks what becomes of them.",
    )
    .option("--messages <number>", "how many messages", wholeNumber, 20_000)
    .option("--requests <number>", "how many requests", wholeNumber, 20_000)
    .option("--seed <number>", "the seed of the first round", wholeNumber, 1)
    .option("--only <target>", "one target only: payments.inbox, orders.api")
    .option("--real", "the messages through a RabbitMQ of its own, to services on a MongoDB of their own")
    .option("--json", "one line of JSON"),
);

const began = performance.now();
let shown = began;
let soFar: Tally = { messages: 0, requests: 0, became: {} };
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    tell(soFar);
    process.exit(130);
  });
}
const { finding, ...tally } = await exitingWith(1, () =>
  options.real ? realCampaign({ ...options, progress }) : campaign({ ...options, progress }),
);
tell(tally, finding);
process.exit(finding ? 1 : 0);

function tell({ messages, requests, became }: Tally, finding?: Finding): void {
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (options.json) {
    console.log(JSON.stringify({ messages, requests, became, seconds, ...(finding ? { finding } : {}) }));
    return;
  }
  for (const [what, times] of Object.entries(became).sort()) console.log(`${times} ${what}`);
  for (const line of finding ? linesAbout(finding) : []) console.error(line);
  console.log(`${messages} messages and ${requests} requests in ${seconds} s`);
}

function progress(done: Tally): void {
  const { messages, requests } = done;
  soFar = done;
  if (performance.now() - shown < 5_000) return;
  shown = performance.now();
  process.stderr.write(`${messages} messages, ${requests} requests\n`);
}
