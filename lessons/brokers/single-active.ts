import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { send, until, withQueue } from "../server/rabbitmq.ts";

const messages = 100;

export const singleActive: Lesson = {
  name: "single-active",
  title: "Two consumers, and one of them waits",
  questions: [41, 64],
  ground: "server",
  hook: `Messages of a partition must be handled in order, even if a consumer crashes. A second instance
subscribes to the same queue to stand by. Now half of the messages go to it.`,
  compares: "OFF: an ordinary queue with two consumers. ON: the same with `x-single-active-consumer`.",
  predictions: [
    {
      ask: "Of 100 messages, how many does the second consumer get?",
      measure: "bySecond",
      unit: "messages",
      off: [35, 65],
      on: [0, 0],
    },
  ],
  experiment({ side }) {
    const single = side === "on" ? { arguments: { "x-single-active-consumer": true } } : {};
    return withQueue({ durable: false, ...single }, async ({ connection, channel, queue }) => {
      const handledBy: number[] = [];
      for (const instance of numbers(2)) {
        const consumer = await connection.createChannel();
        await consumer.prefetch(1);
        await consumer.consume(queue, (message) => {
          if (!message) return;
          handledBy.push(instance);
          consumer.ack(message);
        });
      }
      await send({ channel, queue }, numbers(messages));
      await until(() => handledBy.length === messages);
      const bySecond = handledBy.filter((instance) => instance === 1).length;
      return { byFirst: messages - bySecond, bySecond };
    });
  },
  watch: [
    "OFF, the two take turns: they share the work, and the order is lost.",
    "ON, the second gets everything the moment the first is gone.",
  ],
  explain: `Competing consumers share a queue, which splits the work and loses the order. With
\`x-single-active-consumer\` the broker gives every message to one consumer, and switches to the next when
that one goes away: the order holds, and a consumer is always there. The throughput is that of one consumer,
so combine it with partitions: a consistent-hash exchange in front, one such queue for each partition, and
every instance subscribed to all of them.`,
  wrong: [
    {
      answer: "An exclusive consumer does the same.",
      why: "It refuses a second consumer, which must then retry until the first is gone.",
    },
    {
      answer: "Elect a leader among the instances.",
      why: "The broker does that here, and notices a lost connection at once.",
    },
  ],
  followUps: [
    {
      ask: "The active consumer hangs, but its connection lives. What then?",
      answer:
        "Nothing moves until the acknowledgement timeout, 30 minutes by default. Watch the oldest message's age.",
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
    "Our inboxes do not use it: services accept facts in any order. Same on RabbitMQ 3.10.8, 4.0.5, 4.3.6.",
};
