import { setTimeout as pause } from "node:timers/promises";
import { type Channel, connect } from "amqplib";
import fc from "fast-check";
import { MongoClient } from "mongodb";
import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import { closed } from "#messaging/amqp/closed.ts";
import { declare } from "#messaging/amqp/declare-topology.ts";
import type { Publication } from "#messaging/broker.ts";
import { mongoStore } from "#messaging/mongo/store.ts";
import { run } from "#messaging/running/run-service.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { companyTopology, queuesOf } from "#messaging/topology.ts";
import { startMongoDb } from "#tooling/servers/mongodb.ts";
import { startRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { currentContracts } from "#tooling/testing/contracts-tree.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";
import type { CampaignOptions, Tally } from "./campaign.ts";
import { anyAttempt } from "./draw/any-message.ts";
import { serviceUnderTest } from "./inbox.ts";
import { judgeOf } from "./judge-message.ts";
import { ends, type Sent, sending, unexpectedIn } from "./messages.ts";
import type { Finding } from "./rounds.ts";
import { watched } from "./watched.ts";

const topology = companyTopology(contracts);

/** How many messages are sent to one inbox before their results are checked. */
const messagesPerBatch = 1_000;
/** How long the messages to one inbox may take, in milliseconds. */
const timeoutMs = 300_000;

/** Sends the same messages through a real broker to services on a real database. Retries are not waited for. */
export async function realCampaign(
  options: CampaignOptions,
): Promise<Tally & { readonly finding: Finding | undefined }> {
  const { messages, only, seed } = options;
  const [rabbitmq, mongodb] = await Promise.all([startRabbitMq(), startMongoDb()]);
  const results: Record<string, number> = {};
  const done = { messages: 0, requests: 0, results };
  const tree = await currentContracts();
  const about = { tree, judge: judgeOf(tree) };
  try {
    const names = services.filter((one) => only === undefined || only === `${one}.inbox`);
    for (let round = seed; done.messages < messages; round += 1) {
      for (const name of names) {
        const { service } = serviceUnderTest(name, systemClock());
        const numRuns = Math.min(messagesPerBatch, Math.ceil(messages / names.length));
        const sent = sending(name, about)(fc.sample(anyAttempt(service, tree), { seed: round, numRuns }));
        const database = `fuzz_${name}_${round}`;
        const complaints = await sendReally(name, sent, await rabbitmq.freshVhost(), {
          url: mongodb.url,
          database,
        });
        for (const { judgement } of sent) results[judgement] = (results[judgement] ?? 0) + 1;
        done.messages += sent.length;
        options.progress?.(done);
        const target = `${name}.inbox`;
        if (complaints.length > 0) return { ...done, finding: { target, seed: round, complaints } };
      }
    }
    return { ...done, finding: undefined };
  } finally {
    await Promise.all([rabbitmq.remove(), mongodb.remove()]);
  }
}

async function sendReally(
  name: ServiceName,
  sent: readonly Sent[],
  amqpUrl: string,
  mongodb: { readonly url: string; readonly database: string },
): Promise<readonly string[]> {
  await declare(amqpUrl, topology);
  const clock = systemClock();
  const { service, performers, failures } = serviceUnderTest(name, clock);
  const client = await new MongoClient(mongodb.url).connect();
  const store = await mongoStore({
    client,
    database: mongodb.database,
    collections: service.collections,
    indexes: service.indexes,
  });
  const broker = amqpBroker({ url: amqpUrl, name, clock });
  const watch = watched(name);
  const wrong: string[] = [];
  const running = await run(service, {
    contracts,
    broker,
    store,
    clock,
    performers,
    observe: watch.observe,
    observerFailed: watch.observerFailed,
  });
  const connection = await connect(amqpUrl);
  connection.on("error", (error: Error) => void wrong.push(`the fuzzer's own connection: ${error.message}`));
  const channel = await connection.createChannel();
  await publishConfirmed(
    amqpUrl,
    sent.map(({ publication }) => ({ ...publication, headers: { ...publication.headers, ...odd } })),
  );

  const { parked } = queuesOf(name);
  const lost = sent.filter(({ judgement }) => !/^(good|readable)/.test(judgement)).length;
  const until = clock.now() + timeoutMs;
  let found: Publication[] = [];
  let complaints: readonly string[] = ["nothing was checked"];
  while (complaints.length > 0 && clock.now() < until) {
    await pause(500);
    if ((await channel.checkQueue(parked)).messageCount + found.length < lost) continue;
    found = [...found, ...(await all(channel, parked))];
    wrong.push(...(await watch.failures()), ...((await failures?.()) ?? []));
    const troubles = [...running.troubles(), ...wrong];
    const results = { hops: watch.hops, parked: found, troubles };
    complaints = unexpectedIn(sent, results, service, [...ends, "retried"]);
  }
  await running.stop();
  await Promise.all([broker.close(), closed(connection)]);
  await client.close();
  return complaints;
}

/** Headers of types that the services never send. */
const odd = {
  "x-truth": true,
  "x-table": { within: [1, "two", { three: 3 }] },
  "x-bytes": Buffer.from([0, 255]),
};

/** Empties a queue. */
async function all(channel: Channel, queue: string): Promise<Publication[]> {
  const taken: Publication[] = [];
  for (
    let next = await channel.get(queue, { noAck: true });
    next;
    next = await channel.get(queue, { noAck: true })
  ) {
    const { content, fields, properties } = next;
    const { exchange, routingKey } = fields;
    taken.push({
      exchange,
      routingKey,
      body: content,
      headers: properties.headers ?? {},
      messageId: String(properties.messageId),
    });
  }
  return taken;
}
