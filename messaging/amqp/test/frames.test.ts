import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { connect, type GetMessage } from "amqplib";
import { expect } from "chai";
import fc from "fast-check";
import { topologyOf } from "#contracts/topology.ts";
import { describeOnRabbitMqWith } from "#tooling/servers/describe.ts";
import { declare } from "#tooling/testing/declare-topology.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import type { Hop } from "../../hops.ts";
import { memoryStore } from "../../memory/store.ts";
import { run } from "../../running/run.ts";
import { payments, placed } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { contentType, encode } from "../../wire/envelope.ts";
import { amqpBroker } from "../broker.ts";
import { fitted } from "../fit.ts";

/** The smallest frames that RabbitMQ agrees to: 4096 bytes, from 4.1 on 8192. */
const smallest = 8_192;

const failing = payments(() => {
  const error = new Error(`the till is jammed: ${"€".repeat(5_000)}`);
  error.stack = `Error: ${"🍕".repeat(5_000)}`;
  throw error;
});

for (const frameMax of [4_096, smallest]) {
  describeOnRabbitMqWith(
    `RabbitMQ with frames of ${frameMax} bytes`,
    [`frame_max = ${frameMax}`],
    (rabbitmq) => {
      let agreesToFrames = true;
      before(async function () {
        this.timeout(60_000);
        const [, major = "", minor = ""] = /^(\d+)\.(\d+)/m.exec(await rabbitmq().ctl("version")) ?? [];
        agreesToFrames = frameMax >= smallest || Number(major) * 100 + Number(minor) < 401;
      });

      it("parks a message with a long error, and keeps the connection", async function () {
        this.timeout(30_000);
        // From 4.1 on no client may ask for such frames: there is nothing to fit, and the suite with larger ones shows the rest.
        if (!agreesToFrames) return;
        const url = await rabbitmq().freshVhost();
        await declare(url, topologyOf("payments"));
        const clock = systemClock();
        const hops: Hop[] = [];
        const troubles: string[] = [];
        const onTrouble = ({ message }: Error) => void troubles.push(message);
        const broker = amqpBroker({ url, name: "payments", clock, onTrouble });
        const ports = { broker, store: memoryStore(), clock, observe: (hop: Hop) => hops.push(hop) };
        const running = await run(failing, ports);
        const connection = await connect(url);
        const channel = await connection.createConfirmChannel();
        const body = Buffer.from(encode(placed("one")));
        const headers = { "x-attempt": 6, "x-redriven": 1, "x-redriven-why": "é".repeat(300) };
        channel.publish("food.events", "orders.order-placed.v1", body, {
          headers,
          messageId: "é".repeat(127),
        });
        let parked: GetMessage | false = false;
        await eventually(async () => {
          parked = await channel.get("payments.parked", { noAck: true });
          return parked !== false;
        });
        await running.stop();
        await Promise.all([broker.close(), connection.close()]);

        expect(troubles).to.deep.equal([]);
        const found = headersOf(parked);
        expect(found).to.include({
          "x-service": "payments",
          "x-reason": "retries-exhausted",
          "x-attempt": 6,
          "x-redriven": 1,
          "x-redriven-why": "é".repeat(300),
        });
        expect(found["x-error"]).to.match(/^the till is jammed: €{300}/);
        expect(found["x-error-stack"]).to.match(/^Error: (🍕){200}/u);
      });
    },
  );
}

const headersOf = (message: GetMessage | false): Record<string, unknown> =>
  message === false ? {} : (message.properties.headers ?? {});

describe("The headers of a publication", () => {
  const texts = fc.string({ unit: "binary", maxLength: 4_000, size: "max" });
  const headers = fc.dictionary(fc.string({ maxLength: 30 }), fc.oneof(texts, fc.integer(), fc.double()), {
    maxKeys: 8,
    noNullPrototype: true,
  });
  const frames = fc.constantFrom(4_096, 8_192, 131_072, 0xffff_ffff);

  it("fit one frame, as amqplib encodes them, whatever they are", () => {
    fc.assert(
      fc.property(headers, texts, frames, (headers, messageId, frameMax) => {
        const properties = { ...fitted({ headers, messageId }, frameMax), contentType, deliveryMode: 2 };
        expect(encodeProperties(basicProperties, 1, 1_000, properties).length).to.be.at.most(frameMax);
      }),
    );
  });

  it("are as they were when they fit", () => {
    const small = { headers: { "x-attempt": 2, "x-error": "the till is jammed" }, messageId: "m-1" };
    expect(fitted(small, 4_096)).to.deep.equal(small);
  });

  it("give way in this order: the longest text first; numbers never", () => {
    const headers = { "x-attempt": 6, "x-error-stack": "s".repeat(9_000), "x-error": "e".repeat(1_000) };
    const cut = fitted({ headers, messageId: "m-1" }, 4_096).headers;
    expect(cut).to.include({ "x-attempt": 6, "x-error": "e".repeat(1_000) });
    expect(String(cut["x-error-stack"]).length).to.be.within(2_500, 3_000);
  });
});

/** What amqplib itself encodes properties with, which it does not export; 60 is its number of the class basic. */
const require = createRequire(import.meta.url);
const { encodeProperties } = require(join(dirname(require.resolve("amqplib")), "lib", "defs.js"));
const basicProperties = 60;
