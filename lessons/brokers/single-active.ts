import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { connected, freshName, until } from "../server/rabbitmq.ts";

const messages = 100;

export const singleActive: Lesson = {
  name: "single-active",
  title: "Two consumers, and one of them waits",
  questions: [41, 64],
  ground: "server",
  hook: `Messages of a partition must be handled in order, and the consumer must not be missing after a crash. A second instance subscribes to the same
queue. Now half of the messages go to it.`,
  predictions: [
    {
      ask: "Of 100 messages, how many does the second consumer get?",
      measure: "bySecond",
      unit: "messages",
      off: [35, 65],
      on: [0, 0],
    },
  ],
  experiment: ({ side }) =>
    connected(async (connection) => {
      const queue = freshName("partition");
      const publisher = await connection.createConfirmChannel();
      await publisher.assertQueue(queue, {
        durable: false,
        ...(side === "on" ? { arguments: { "x-single-active-consumer": true } } : {}),
      });
      try {
        const handled = [0, 0];
        for (const n of numbers(2)) {
          const channel = await connection.createChannel();
          await channel.prefetch(1);
          await channel.consume(queue, (message) => {
            if (!message) return;
            handled[n] = (handled[n] ?? 0) + 1;
            channel.ack(message);
          });
        }
        for (const n of numbers(messages)) publisher.sendToQueue(queue, Buffer.from(String(n)));
        await publisher.waitForConfirms();
        await until(() => (handled[0] ?? 0) + (handled[1] ?? 0) === messages);
        return { byFirst: handled[0] ?? 0, bySecond: handled[1] ?? 0 };
      } finally {
        await publisher.deleteQueue(queue);
      }
    }),
  watch: [
    "OFF, the two take turns: work is shared, and the order is lost.",
    "ON, the second gets everything the moment the first is gone.",
  ],
  explain: `Competing consumers share a queue, which divides the work and the order. With \`x-single-active-consumer\` the broker gives everything to one of
them, and takes the next when it goes away: order, without being without a consumer. Throughput is that of one, so it is used with
several partitions: a consistent-hash exchange in front, one such queue for each, and every instance subscribed to all of them.`,
  wrong: [
    {
      answer: "An exclusive consumer does the same.",
      why: "It refuses the second one, which then must try again and again until the first is gone.",
    },
    {
      answer: "Elect a leader among the instances.",
      why: "That is what the broker does here, and it knows at once when the connection is gone.",
    },
  ],
  followUps: [
    {
      ask: "The active one hangs, but its connection lives. What then?",
      answer:
        "Nothing moves until the acknowledgement timeout, 30 minutes by default. Watch the age of the oldest message.",
      level: "senior",
    },
    {
      ask: "How does that scale?",
      answer: "By partitions: the key decides the queue, and each queue has one active consumer.",
      level: "middle",
      lesson: "sharding",
    },
  ],
  limits:
    "None of our inboxes is declared like that: our services take facts in any order, and compete. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};
