import type { Lesson } from "../lesson.ts";
import { connected, freshName, until } from "../server/rabbitmq.ts";

const slowMs = 1_000;
const quickMs = 100;

export const expiration: Lesson = {
  name: "expiration",
  title: "A tenth of a second behind a second",
  questions: [66],
  ground: "server",
  hook: `Retries wait in one queue, each with an expiration of its own. One message is to wait for a second, the next for a tenth of it. Both come
back at the same moment.`,
  predictions: [
    {
      ask: "When does the message with the delay of 0.1 s come back?",
      measure: "quickAfter",
      unit: "s",
      off: [0.9, 5],
      on: [0.05, 0.85],
    },
  ],
  experiment: ({ side }) =>
    connected(async (connection) => {
      const inbox = freshName("inbox");
      const waiting = [freshName("wait"), ...(side === "on" ? [freshName("wait")] : [])];
      const channel = await connection.createConfirmChannel();
      await channel.assertQueue(inbox, { durable: false });
      for (const name of waiting) {
        await channel.assertQueue(name, {
          durable: false,
          deadLetterExchange: "",
          deadLetterRoutingKey: inbox,
        });
      }
      try {
        const began = performance.now();
        let quickAfter: number | undefined;
        await channel.consume(inbox, (message) => {
          if (message?.content.toString() === "quick") quickAfter = (performance.now() - began) / 1_000;
          if (message) channel.ack(message);
        });
        const [first = "", second = first] = waiting;
        channel.sendToQueue(first, Buffer.from("slow"), { expiration: slowMs });
        channel.sendToQueue(second, Buffer.from("quick"), { expiration: quickMs });
        await channel.waitForConfirms();
        await until(() => quickAfter !== undefined);
        return { quickAfter: quickAfter ?? Number.NaN };
      } finally {
        for (const name of [inbox, ...waiting]) await channel.deleteQueue(name);
      }
    }),
  watch: [
    "A queue looks only at its head. What is behind it may be long expired.",
    "ON, each delay has a queue, so that the head is always the next one due.",
  ],
  because: { file: "messaging/topology.ts", name: '"x-message-ttl": delayMs' },
  explain: `An expiration for each message is checked at the head of the queue only: the short delay waits for the long one before it. With one queue
for each delay all messages of a queue wait equally long, so they expire in order. Our tiers of 1 s, 5 s, 30 s, 2 min and 10 min are
five queues a service. Since 4.3 quorum queues can also delay retries themselves.`,
  wrong: [
    {
      answer: "RabbitMQ removes messages as they expire.",
      why: "Classic and quorum queues do so at the head, when it would be delivered next.",
    },
    {
      answer: "The delayed-message plugin solves it.",
      why: "It keeps waiting messages on one node, unreplicated, and cannot list or cancel them.",
    },
  ],
  followUps: [
    {
      ask: "The broker is down for longer than the delay. What happens?",
      answer:
        "Quorum to quorum: it moves on when the broker is back. From a classic queue to a quorum queue we have seen all of it lost.",
      level: "senior",
    },
    {
      ask: "How many tiers are enough?",
      answer: "A few, from a second to some minutes. Exponential delays reach most outages with five.",
      level: "middle",
      lesson: "retry-tiers",
    },
  ],
  limits:
    "Measured in real time, so the numbers vary by some milliseconds. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures, within hundredths of a second.",
};
