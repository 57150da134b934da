import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { connect, type GetMessage } from "amqplib";
import { expect } from "chai";
import fc from "fast-check";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { memoryStore } from "../../memory/store.ts";
import { run } from "../../running/run-service.ts";
import { contracts } from "../../test/company.ts";
import { alerts, taken } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { topologyOf } from "../../topology.ts";
import { contentType, encode } from "../../wire/envelope.ts";
import { amqpBroker } from "../broker.ts";
import { fitted } from "../fit-into-frame.ts";

/**
 * The smallest frame that RabbitMQ 4.1 and later accepts, in bytes; before, it was AMQP's minimum of 4096.
 */
const smallestSince41 = 8_192;

const failing = alerts(() => {
  const error = new Error(`the till is jammed: ${"€".repeat(5_000)}`);
  error.stack = `Error: ${"🍕".repeat(5_000)}`;
  throw error;
});

describeOnRabbitMq("A service whose URL requests small frames", (rabbitmq) => {
  it("parks a message with a long error, and keeps the connection", async () => {
    expect(await attempt(await rabbitmq().freshVhost(), smallestSince41)).to.deep.equal(parkedInOneFrame);
  });

  it("does so with AMQP's smallest frames; RabbitMQ 4.1 and later refuses them, and the error names the remedy", async () => {
    const url = await rabbitmq().freshVhost();
    const isAccepted = (await versionOf(url)) < 401;
    const refusal =
      `RabbitMQ at ${new URL(url).host} cannot be reached: read ECONNRESET: RABBITMQ_URL requests frames ` +
      "of 4096 bytes, but RabbitMQ 4.1 and later accepts none below 8192: remove frameMax";
    expect(await attempt(url, 4_096)).to.deep.equal(
      isAccepted ? parkedInOneFrame : { trouble: refusal, parked: undefined },
    );
  });
});

/** Runs the failing service, publishes a message, and waits until the service parks it or has trouble. */
async function attempt(url: string, frameMax: number) {
  await declare(url, topologyOf(contracts, "alerts"));
  const clock = systemClock();
  const troubles: string[] = [];
  const onTrouble = ({ message }: Error) => void troubles.push(message);
  const broker = amqpBroker({ url: `${url}?frameMax=${frameMax}`, name: "alerts", clock, onTrouble });
  const starting = run(failing, { contracts, broker, store: memoryStore(), clock });
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  const body = Buffer.from(encode(taken("one"), contracts));
  const headers = { "x-attempt": 6, "x-redriven": 1, "x-redriven-why": "é".repeat(300) };
  channel.publish("weather.events", "stations.reading-taken.v1", body, {
    headers,
    messageId: "é".repeat(127),
  });
  let parked: GetMessage | false = false;
  await eventually(async () => {
    parked = await channel.get("alerts.parked", { noAck: true });
    return parked !== false || troubles.length > 0;
  });
  // A refused service waits for the broker, and has not started.
  if (parked) await (await starting).stop();
  await Promise.all([broker.close(), connection.close()]);
  return { trouble: troubles[0], parked: beginningsIn(parked) };
}

const parkedInOneFrame = {
  trouble: undefined,
  parked: {
    "x-service": "alerts",
    "x-reason": "retries-exhausted",
    "x-attempt": 6,
    "x-redriven": 1,
    "x-redriven-why": "é".repeat(300),
    "x-error": `the till is jammed: ${"€".repeat(300)}`,
    "x-error-stack": `Error: ${"🍕".repeat(200)}`,
  },
};

/** The headers that cutting must keep: those below 300 bytes, and the start of the error and its stack. */
function beginningsIn(message: GetMessage | false): Record<string, unknown> | undefined {
  if (message === false) return undefined;
  const headers = message.properties.headers ?? {};
  const kept = Object.keys(parkedInOneFrame.parked).map((name) => [name, headers[name]]);
  return {
    ...Object.fromEntries(kept),
    "x-error": String(headers["x-error"]).slice(0, 320),
    "x-error-stack": String(headers["x-error-stack"]).slice(0, 407),
  };
}

/** 310 for 3.10.8, 403 for 4.3.6. */
async function versionOf(url: string): Promise<number> {
  const connection = await connect(url);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  const [major, minor] = version.split(".");
  return Number(major) * 100 + Number(minor);
}

describe("The headers of a publication", () => {
  const texts = fc.string({ unit: "binary", maxLength: 4_000, size: "max" });
  const headers = fc.dictionary(fc.string({ maxLength: 30 }), fc.oneof(texts, fc.integer(), fc.double()), {
    maxKeys: 8,
    noNullPrototype: true,
  });
  const frames = fc.constantFrom(4_096, 8_192, 131_072, 0xffff_ffff);

  it("fit into one frame as amqplib encodes them, whatever they contain", () => {
    fc.assert(
      fc.property(headers, texts, frames, (headers, messageId, frameMax) => {
        const properties = { ...fitted({ headers, messageId }, frameMax), contentType, deliveryMode: 2 };
        expect(encodeProperties(basicProperties, 1, 1_000, properties).length).to.be.at.most(frameMax);
      }),
    );
  });

  it("become text if amqplib would take them for an integer that it cannot encode", () => {
    const headers = {
      nan: Number.NaN,
      infinite: -Infinity,
      huge: 2 ** 60,
      fraction: 2 ** 50 + 0.5,
      small: 0.5,
    };
    const texts = {
      nan: "NaN",
      infinite: "-Infinity",
      huge: "1152921504606847000",
      fraction: "1125899906842624.5",
    };
    expect(fitted({ headers, messageId: "m-1" }, 4_096).headers).to.deep.equal({ ...texts, small: 0.5 });
  });

  it("stay unchanged if they fit", () => {
    const small = { headers: { "x-attempt": 2, "x-error": "the till is jammed" }, messageId: "m-1" };
    expect(fitted(small, 4_096)).to.deep.equal(small);
  });

  it("are cut longest text first, and numbers never", () => {
    const headers = { "x-attempt": 6, "x-error-stack": "s".repeat(9_000), "x-error": "e".repeat(1_000) };
    const cut = fitted({ headers, messageId: "m-1" }, 4_096).headers;
    expect(cut).to.include({ "x-attempt": 6, "x-error": "e".repeat(1_000) });
    expect(String(cut["x-error-stack"]).length).to.be.within(2_500, 3_000);
  });
});

/** amqplib's own encoder, which it does not export; 60 is the id of the class `basic`. */
const require = createRequire(import.meta.url);
const { encodeProperties } = require(join(dirname(require.resolve("amqplib")), "lib", "defs.js"));
const basicProperties = 60;
