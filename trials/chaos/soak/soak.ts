import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { randomFrom } from "#stage/company/random.ts";
import { count } from "#stage/narrative/text/words.ts";
import { startCompany } from "#stage/processes/company-processes.ts";
import { observeDeployment } from "#stage/remote/observer.ts";
import { startMongoDb } from "#tooling/servers/mongodb.ts";
import { startRabbitMq } from "#tooling/servers/rabbitmq.ts";
import {
  commandLine,
  exitingWith,
  positiveNumber,
  wholeNumberFrom1,
} from "#tooling/terminal/command-line.ts";
import { progressLine } from "#tooling/terminal/progress-line.ts";
import { startCustomers } from "../customers.ts";
import { auditOrders } from "../ledger-audit.ts";
import { waitForRest } from "../rest.ts";
import { logFolder } from "../servers/log-folder.ts";
import { pidsOf } from "../servers/servers.ts";
import { soakReport } from "./report.ts";
import { type Sample, takeSample } from "./samples.ts";

/** `npm run soak`: a long, steady load, to find leaks. */
const { every, json, minutes, rate, seed } = commandLine<{
  json?: true;
  minutes: number;
  rate: number;
  every: number;
  seed: number;
}>("npm run soak", (program) =>
  program
    .description(
      "Puts a steady load on the company on real servers, and checks that memory, handles and queues stay flat.",
    )
    .option("--json", "print one JSON object, samples included, instead of a table")
    .option("--minutes <number>", "duration", positiveNumber, 10)
    .option("--rate <number>", "orders per second; each makes 16 or 17 deliveries", positiveNumber, 16)
    .option("--every <seconds>", "sampling interval", wholeNumberFrom1, 30)
    .option("--seed <number>", "seed of the customers' choices", wholeNumberFrom1, 1),
);

const say = progressLine();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // The servers, processes and logs are removed when this process exits.
  process.once(signal, () => {
    say("stopped");
    process.exit(130);
  });
}

say("starting RabbitMQ, MongoDB and the company");
const logs = await logFolder("soak");
const [rabbitmq, mongodb] = await exitingWith(1, () => Promise.all([startRabbitMq(), startMongoDb()]));
// Timers are as short as possible, so that couriers and kitchens do not limit the load.
// Payments expire late, so that a busy machine does not add expired orders to its load.
const times = { COOKING_TIME: "100ms", TRAVEL_TIME: "100ms", PAYMENT_EXPIRY: "30s", GIVING_UP_AFTER: "30s" };
const company = await exitingWith(1, () =>
  startCompany({ rabbitmq, mongodb, logs: logs.path, environment: () => times }),
);
const { deployment } = company;
const mongo = await new MongoClient(mongodb.url).connect();
const observer = await exitingWith(1, () => observeDeployment(deployment, () => {}));
const processes = [
  ...company
    .processes()
    .map(({ name, pid, url }) =>
      name === "provider" ? { name, pid } : { name, pid, metricsUrl: `${url}/metrics` },
    ),
  ...Object.entries(pidsOf({ rabbitmq, mongodb })).map(([name, pid]) => ({ name, pid })),
];

const customers = startCustomers({ deployment, perSecond: rate, random: randomFrom(seed) });
const samples: Sample[] = [];
const began = Date.now();
while (Date.now() - began < minutes * 60_000) {
  await sleep(every * 1_000);
  // On a busy machine a sample may fail; the next one makes up for it.
  const sample = await takeSample({ processes, mongo, observer }).catch((error) =>
    say(`a sample failed: ${error}`),
  );
  if (!sample) continue;
  samples.push(sample);
  const { all } = sample.deliveries;
  say(
    `${Math.round((sample.atMs - began) / 1_000)} s of load: ${count(customers.placed(), "order")}, ${count(all, "delivery")}`,
  );
}
const tookMs = Date.now() - began;
say("coming to rest");
await customers.stop();
const moving = await waitForRest({ mongo, observer }, 15 * 60_000);
const last = await takeSample({ processes, mongo, observer });
say("checking every order");
const { orders, violations } = await auditOrders(mongo, deployment);
const found = soakReport({
  samples,
  last,
  tookMs,
  orders,
  placed: customers.placed(),
  refused: customers.refused(),
  violations: [...violations, ...moving.map((what) => `at rest there are ${what}`)],
});
await observer.close();
await mongo.close();
await company.stop();
await Promise.all([rabbitmq.remove(), mongodb.remove()]);
console.log(json ? JSON.stringify(found.object, undefined, 2) : found.text);
if (!found.good) {
  console.error(`the logs of the processes are in ${logs.keep()}`);
  process.exitCode = 1;
}
await logs.remove();
