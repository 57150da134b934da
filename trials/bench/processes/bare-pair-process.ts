import { connect } from "amqplib";
import { exchangeOf } from "#contracts/exchanges.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { EventBytes } from "../tally.ts";
import { answering, settingsOf } from "./answering.ts";

export interface PairSettings {
  readonly amqpUrl: string;
  readonly role: "publishes" | "consumes";
  readonly bytes: readonly EventBytes[];
}

/** The maximum number of unconfirmed publications, and of unacknowledged deliveries. */
const underWay = 500;
/** An event with orders as its only consumer, so that one publication is one delivery. */
const type = "payments.payment-started.v1";

const { amqpUrl, role, bytes } = settingsOf<PairSettings>();
const connection = await connect(amqpUrl);
const channel = await connection.createConfirmChannel();
const bodies = bytes.map(({ body }) => Buffer.from(body));
let consumed = 0;
let published = 0;
let stopped = true;

function publish(): void {
  if (stopped) return;
  const body = bodies[published % bodies.length] ?? Buffer.alloc(0);
  published += 1;
  channel.publish(exchangeOf(type), type, body, { persistent: true, mandatory: true }, publish);
}

if (role === "consumes") {
  await channel.prefetch(underWay);
  await channel.consume(queuesOf("orders").inbox, (message) => {
    if (!message) return;
    consumed += 1;
    // In groups smaller than the prefetch, or the broker would stop delivering.
    if (consumed % 50 === 0) channel.ack(message, true);
  });
}
answering(
  {
    consumed: () => consumed,
    start() {
      stopped = false;
      for (let nth = 0; nth < underWay; nth += 1) publish();
    },
    async stop() {
      stopped = true;
      await channel.waitForConfirms();
    },
  },
  () => connection.close(),
);
