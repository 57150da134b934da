import { availableParallelism, cpus, totalmem } from "node:os";
import { InvalidArgumentError } from "commander";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { progressLine } from "#tooling/terminal/progress-line.ts";
import { growth } from "./growth.ts";
import { killChildren } from "./processes/child.ts";
import { report } from "./report.ts";
import { type Round, startBench } from "./rounds.ts";
import { type Servers, startServers } from "./servers.ts";

/** `npm run bench`: benchmarks on real servers, with the ceilings to compare them with. */
const say = progressLine();
const { json, long, alone, orders, rounds, seconds } = commandLine<{
  json?: true;
  long?: true;
  rounds: number;
  seconds: number;
  alone: number;
  orders: number;
}>("npm run bench", (program) =>
  program
    .description(
      "Measures throughput, latency and memory, and their ceilings, on a real RabbitMQ and MongoDB.",
    )
    .option("--json", "print one JSON object instead of a table")
    .option("--long", "also measure how the cost of an order grows with the number of orders")
    .option("--orders <number>", "number of orders in the database for --long", whole, 100_000)
    .option("--rounds <number>", "number of rounds", whole, 3)
    .option("--seconds <number>", "duration of each measurement", whole, 5)
    .option("--alone <number>", "orders measured one at a time in each round", whole, 50),
);

let servers: Servers | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void leave());

/** Removes all processes and files. */
async function leave(): Promise<never> {
  say("stopping", "\n");
  killChildren();
  await servers?.remove();
  process.exit(130);
}

function whole(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError("it must be a whole number from 1 to 1000000.");
}

try {
  say("starting RabbitMQ and MongoDB");
  servers = await startServers();
  const all: Round[] = [];
  const bench = await startBench(servers, {
    seconds,
    alone,
    say: (what) => say(`round ${all.length + 1}: ${what}`),
  });
  while (all.length < rounds) all.push(await bench.round());
  await bench.end();
  const grown = long ? await growth(servers, { orders, say }) : undefined;
  await servers.remove();
  say("done", "\n");
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const found = report({ machine, rounds: all, seconds, ...(grown ? { growth: grown } : {}) });
  console.log(json ? JSON.stringify(found.object, undefined, 2) : found.text);
} catch (error) {
  killChildren();
  await servers?.remove();
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
