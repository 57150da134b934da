import type { Lesson } from "../lesson.ts";
import { send, until, withQueue } from "../server/rabbitmq.ts";

/** A queue whose expired messages go to the inbox. */
const waitingFor = (inbox: string) => ({
  durable: false,
  deadLetterExchange: "",
  deadLetterRoutingKey: inbox,
});

export const expiration: Lesson = {
  name: "expiration",
  title: "A tenth of a second behind a second",
  questions: [66],
  ground: "server",
  hook: `Retries wait in one queue, each with its own expiration. One message should wait for a second, the
next for a tenth of a second. Both come back at the same moment.`,
  compares:
    "OFF: both messages wait in one queue, each with its own expiration. ON: each delay has its own queue.",
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
    withQueue({ durable: false }, ({ channel, queue: inbox }) =>
      withQueue(waitingFor(inbox), (first) =>
        withQueue(waitingFor(inbox), async (second) => {
          const began = performance.now();
          let quickAfter: number | undefined;
          await channel.consume(inbox, (message) => {
            if (message?.content.toString() === "quick") quickAfter = (performance.now() - began) / 1_000;
            if (message) channel.ack(message);
          });
          await send(first, ["slow"], { expiration: 1_000 });
          await send(side === "off" ? first : second, ["quick"], { expiration: 100 });
          await until(() => quickAfter !== undefined);
          return { quickAfter: quickAfter ?? Number.NaN };
        }),
      ),
    ),
  watch: [
    "A queue checks only its head. A message behind it may have expired long ago.",
    "ON, each delay has its own queue, so the head is always the next one due.",
  ],
  because: { file: "messaging/topology.ts", name: '"x-message-ttl": delayMs' },
  explain: `RabbitMQ checks the expiration of a message only at the head of the queue: the short delay waits
for the long one ahead of it. With a queue per delay, all messages of a queue wait equally long, so they
expire in order. Our tiers of 1 s, 5 s, 30 s, 2 min and 10 min are five queues per service. Since 4.3, quorum
queues can also delay retries themselves.`,
  wrong: [
    {
      answer: "RabbitMQ removes messages as they expire.",
      why: "Classic and quorum queues do so at the head, when the message would be delivered next.",
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
        "Quorum to quorum: the message moves on when the broker is back. From a classic to a quorum queue we have seen all messages lost.",
      level: "senior",
    },
    {
      ask: "How many tiers are enough?",
      answer: "A few, from a second to some minutes. Five exponential delays cover most outages.",
      level: "middle",
      lesson: "retry-tiers",
    },
  ],
  limits: "Measured in real time. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 agreed within hundredths of a second.",
};
