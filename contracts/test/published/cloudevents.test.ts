// The official SDK decides whether our messages are CloudEvents 1.0; our own validators have no say here.

import { access } from "node:fs/promises";
import { join } from "node:path";
import { type ConsumeMessage, connect } from "amqplib";
import { expect } from "chai";
import { CloudEvent, HTTP } from "cloudevents";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import type { Message } from "#messaging/message.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { contentType, encode } from "#messaging/wire/envelope.ts";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { contractsFolder, currentContracts } from "#tooling/testing/contracts-tree.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { contracts } from "../../contracts.ts";
import { exchangeOf } from "../../exchanges.ts";
import type { EventType } from "../../generated/events.ts";
import { isJson } from "../../generator/contracts.ts";
import { runAll } from "./story-messages.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("What the services publish, to the CloudEvents SDK in strict mode", () => {
  let published: readonly Message[];
  let types: readonly string[];

  before(async () => {
    ({ published } = await runAll());
    types = (await currentContracts()).events.map(({ type }) => type);
  });

  it("is a CloudEvent, every message of every type", () => {
    const refused = published.flatMap((message) =>
      complaintsOf(text(encode(message, contracts)), contentType),
    );
    expect(refused).to.deep.equal([]);
    expect(new Set(published.map(({ type }) => type))).to.deep.equal(new Set(types));
  });

  it("is not one with a path as its dataschema, as in release 1.0.0", () => {
    const [message] = published;
    const old = message ? text(encode(message, contracts)).replace("https://pas-de-cinq.example/", "/") : "";
    expect(complaintsOf(old, contentType).join()).to.match(/dataschema.*uri/);
  });

  it("names a schema in this repository, one for each type", async () => {
    const uris = new Map(published.map((message) => [message.type, envelopeOf(message).dataschema]));
    for (const uri of uris.values()) {
      const { origin, pathname } = new URL(String(uri));
      expect(origin).to.equal("https://pas-de-cinq.example");
      await access(join(contractsFolder, "..", pathname));
    }
    expect(new Set(uris.values()).size).to.equal(types.length);
  });

  it("has unique ids, with or without the source", () => {
    const identities = new Set(published.map(({ id, source }) => `${source} ${id}`));
    expect(new Set(published.map(({ id }) => id)).size).to.equal(identities.size);
  });

  it("is also true of golden samples and the envelope's examples", async () => {
    const { envelope, golden } = await currentContracts();
    const examples = Array.isArray(envelope.schema.examples) ? envelope.schema.examples : [];
    const all = [...examples, ...golden.flatMap(({ messages }) => messages)];
    expect(all.flatMap((one) => complaintsOf(JSON.stringify(one), contentType))).to.deep.equal([]);
  });
});

describeOnRabbitMq("What comes out of RabbitMQ, to the CloudEvents SDK in strict mode", (rabbitmq) => {
  const closing: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });

  it("is a CloudEvent with the right content type, one for each event", async () => {
    const url = await rabbitmq().freshVhost();
    const { connection, came } = await listening(url);
    const broker = amqpBroker({ url, name: "cloudevents", clock: systemClock() });
    closing.push(
      () => broker.close(),
      () => connection.close(),
    );
    await eventually(() => broker.isUp());
    const types = Object.keys(samples) as EventType[];

    await broker.publish(
      types.map((type) => {
        const message = eventMessage(type, samples[type]);
        const body = encode(message, contracts);
        return { exchange: exchangeOf(type), routingKey: type, messageId: message.id, headers: {}, body };
      }),
    );

    await eventually(() => came.length === types.length);
    const refused = came.flatMap(({ content, properties }) =>
      complaintsOf(text(content), String(properties.contentType)),
    );
    expect(refused).to.deep.equal([]);
  });
});

async function listening(url: string) {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const came: ConsumeMessage[] = [];
  const { queue } = await channel.assertQueue("", { exclusive: true });
  for (const [exchange, type] of [
    ["food.events", "topic"],
    ["food.cancellations", "fanout"],
  ] as const) {
    await channel.assertExchange(exchange, type);
    await channel.bindQueue(queue, exchange, "#");
  }
  await channel.consume(queue, (message) => message && came.push(message), { noAck: true });
  return { connection, came };
}

function envelopeOf(message: Message) {
  const envelope: unknown = JSON.parse(text(encode(message, contracts)));
  return isJson(envelope) ? envelope : {};
}

/** The SDK's objections to a body; none if it reads back what was sent. */
function complaintsOf(body: string, type: string): readonly string[] {
  try {
    const event = HTTP.toEvent({ headers: { "content-type": type }, body });
    if (!(event instanceof CloudEvent)) return ["it was not taken for one event"];
    event.validate();
    expect(JSON.parse(JSON.stringify(event))).to.deep.equal(JSON.parse(body));
    return [];
  } catch (error) {
    return [
      `${body.slice(0, 300)}: ${error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : error}`,
    ];
  }
}
