import { contracts } from "#contracts/contracts.ts";
import { queuesOf, topologyOf } from "#messaging/topology.ts";
import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { connected, freshName, lose, until } from "../server/rabbitmq.ts";

const looks = 3;

const shipped = topologyOf(contracts, "payments").queues.find(
  ({ name }) => name === queuesOf("payments").parked,
);

export const deliveryLimit: Lesson = {
  name: "delivery-limit",
  title: "The third look was one too many",
  questions: [66],
  ground: "server",
  hook: `A parked order lies in a quorum queue with a delivery limit of 2. Three people look at it, and each closes the terminal without an
acknowledgement.`,
  predictions: [
    {
      ask: "How many messages are left in the queue?",
      measure: "left",
      unit: "messages",
      off: [0, 0],
      on: [1, 1],
    },
  ],
  experiment: ({ side }) =>
    connected(async (connection) => {
      const queue = freshName("parked");
      const channel = await connection.createConfirmChannel();
      const limit = side === "off" ? { "x-delivery-limit": 2 } : {};
      await channel.assertQueue(queue, { durable: true, arguments: { ...shipped?.arguments, ...limit } });
      try {
        channel.sendToQueue(queue, Buffer.from("an order"), { persistent: true });
        await channel.waitForConfirms();
        for (const _ of numbers(looks)) await look(queue);
        // The broker takes the message back, or drops it, a moment after the connection is gone.
        await until(async () => (await channel.checkQueue(queue)).consumerCount === 0);
        return { left: await countOf(queue) };
      } finally {
        await channel.deleteQueue(queue);
      }
    }),
  watch: [
    "Each lost connection returns what was not acknowledged, and counts as a return.",
    "Beyond the limit the message is dropped, unless the queue has a dead-letter exchange.",
  ],
  because: {
    file: "messaging/topology.ts",
    name: "const practicallyUnlimited = 2 ** 31 - 1;",
    undo: "const practicallyUnlimited = 2;",
  },
  explain: `Quorum queues count how often a message came back, and drop it or dead-letter it beyond the limit: 20 by default since 4.0, none before. That
saves consumers from a message that kills them. For a queue that people look into, it is a trap. So our parked queues have a limit out
of reach, as an explicit number: -1 means unlimited on 4.x, and on 3.10 the first return.`,
  wrong: [
    {
      answer: "Looking does not change anything.",
      why: "A look is a delivery. Without an acknowledgement it is a return.",
    },
    {
      answer: "nack with requeue is the polite way.",
      why: "Up to 4.2 it counts like any return. From 4.3 on it does not, but a lost connection still does.",
    },
  ],
  followUps: [
    {
      ask: "What counts from RabbitMQ 4.3 on?",
      answer:
        "Failed deliveries: a lost connection, a closed channel, basic.reject. basic.nack returns without counting.",
      level: "senior",
    },
    {
      ask: "Where should a message go that kills its consumer?",
      answer:
        "To a parked queue, by a limit and a dead-letter exchange, or as here by the chassis, which counts deaths itself.",
      level: "middle",
      lesson: "poison",
    },
  ],
  limits:
    "The connection is lost without a goodbye, which counts in every version. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};

/** Takes the message, and goes away without an acknowledgement. */
const look = (queue: string): Promise<void> =>
  connected(async (connection) => {
    const channel = await connection.createChannel();
    let seen = 0;
    await channel.consume(queue, () => {
      seen += 1;
    });
    await until(() => seen > 0);
    lose(connection);
  });

/** How many messages the queue still hands out. */
const countOf = (queue: string): Promise<number> =>
  connected(async (connection) => {
    const channel = await connection.createChannel();
    return (await channel.get(queue, { noAck: true })) ? 1 : 0;
  });
