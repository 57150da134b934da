import { type ConfirmChannel, type ConsumeMessage, connect } from "amqplib";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { EventType, ServiceName } from "#contracts/generated/events.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Counts } from "../tally.ts";
import { answering, settingsOf } from "./answering.ts";
import type { ServiceSettings } from "./service-process.ts";

/** The events that each event leads to, without any decision. */
const follows: Readonly<Partial<Record<ServiceName, Partial<Record<EventType, readonly EventType[]>>>>> = {
  orders: { "couriers.order-delivered.v1": ["orders.order-placed.v1"] },
  payments: { "orders.order-placed.v1": ["payments.payment-started.v1", "payments.payment-succeeded.v1"] },
  restaurants: {
    "payments.payment-succeeded.v1": ["restaurants.order-confirmed.v1", "restaurants.order-ready.v1"],
  },
  couriers: {
    "restaurants.order-ready.v1": [
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.order-delivered.v1",
    ],
  },
};

/**
 * The broker's ceiling: bare amqplib publishes the same bytes through the same exchanges and queues with confirms, consumes and
 * acknowledges them, in as many processes. It parses, decides and stores nothing.
 */
const { name, amqpUrl } = settingsOf<ServiceSettings>();
const connection = await connect(amqpUrl);
const publishing: ConfirmChannel = await connection.createConfirmChannel();
const consuming = await connection.createChannel();
const bodies = new Map<string, Buffer>();
const counts = { deliveries: 0, delivered: 0, unexpected: 0 };
let room = 0;
let underWay = 0;
let newest: ConsumeMessage | undefined;

function publish(type: EventType): void {
  const body = bodies.get(type);
  if (!body) throw new Error(`no recorded bytes for ${type}`);
  const options = { persistent: true, mandatory: true, contentType: "application/cloudevents+json" };
  publishing.publish(exchangeOf(type), type, body, options, (error) => {
    if (error) counts.unexpected += 1;
  });
}

function fill(): void {
  for (; underWay < room; underWay += 1) publish("orders.order-placed.v1");
}

/** Acknowledges everything that arrived in this turn of the event loop at once. */
function acknowledge(): void {
  if (newest) consuming.ack(newest, true);
  newest = undefined;
}

function onMessage(message: ConsumeMessage | null): void {
  if (!message) return;
  if (!newest) setImmediate(acknowledge);
  newest = message;
  counts.deliveries += 1;
  const type = message.fields.routingKey as EventType;
  if (name === "orders" && type === "couriers.order-delivered.v1") {
    counts.delivered += 1;
    underWay -= 1;
    fill();
  } else for (const next of follows[name]?.[type] ?? []) publish(next);
}

await consuming.prefetch(500);

answering(
  {
    async bytes({ bytes }) {
      for (const { type, body } of bytes as { type: string; body: string }[])
        bodies.set(type, Buffer.from(body));
      await consuming.consume(queuesOf(name).inbox, onMessage);
    },
    admit({ most }) {
      room = Number(most);
      fill();
    },
    counts(): Counts {
      const { user, system } = process.cpuUsage();
      const rssMb = process.memoryUsage.rss() / 2 ** 20;
      const cpuMs = (user + system) / 1000;
      return { ...counts, messages: counts.deliveries, batches: 0, ignored: 0, cpuMs, rssMb };
    },
  },
  () => connection.close(),
);
