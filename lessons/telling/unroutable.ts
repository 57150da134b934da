import { amqpBroker } from "#messaging/amqp/broker.ts";
import { NotConfirmed } from "#messaging/errors.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";
import { connected, freshName, rabbitMqUrl, until } from "../server/rabbitmq.ts";

const messages = 100;

export const unroutable: Lesson = {
  name: "unroutable",
  title: "Confirmed, and nowhere",
  questions: [18, 76],
  ground: "server",
  hook: `A binding was deleted by mistake. The producer publishes a hundred events with confirms, and RabbitMQ confirms every one of them.`,
  predictions: [
    {
      ask: "No queue is bound. Of 100 messages, how many does the producer believe to be stored?",
      measure: "believed",
      unit: "messages",
      off: [messages, messages],
      on: [0, 0],
    },
  ],
  experiment: ({ side }) =>
    connected(async (connection) => {
      const exchange = freshName("events");
      const channel = await connection.createConfirmChannel();
      await channel.assertExchange(exchange, "topic", { durable: false, autoDelete: false });
      try {
        if (side === "off") {
          for (const n of numbers(messages))
            channel.publish(exchange, "order-placed", Buffer.from(String(n)));
          await channel.waitForConfirms();
          return { believed: messages };
        }
        return { believed: messages - (await returnedByOurs(exchange)) };
      } finally {
        await channel.deleteExchange(exchange);
      }
    }),
  watch: [
    "A confirm says that the broker has done what there was to do. Without a queue, that is nothing.",
    "ON, each message comes back before its confirm, and stays in the outbox with a line in the log.",
  ],
  because: { file: "messaging/amqp/publisher.ts", name: "mandatory: true", undo: "mandatory: false" },
  explain: `A confirm means: stored in every queue that the exchange chose. If it chose none, that is true at once. Only \`mandatory\` makes the broker
return such a message, before its confirm, so a publisher must listen to both. An alternate exchange would catch unroutable
messages too, but then nothing is returned. Check the topology at the start as well: a missing binding should keep a service from
starting.`,
  wrong: [
    {
      answer: "It was confirmed, so it is stored.",
      why: "In every queue it was routed to. Here that is none.",
    },
    {
      answer: "The publish would fail.",
      why: "It fails if the exchange is missing: the channel is closed. A missing queue is no error for AMQP.",
    },
  ],
  followUps: [
    {
      ask: "What do you do with a returned message?",
      answer:
        "Leave it in the outbox and say so. It goes out when the binding is back; nothing is lost meanwhile.",
      level: "middle",
      lesson: "confirms",
    },
    {
      ask: "Does `mandatory` cover a queue that refuses, such as a full one?",
      answer: "No: that one was routed. With `reject-publish` the confirm is a nack instead.",
      level: "senior",
      lesson: "dead-letters",
    },
  ],
  limits:
    "Nothing is random here: the seed changes nothing. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};

/** How many our own adapter reports as unroutable. */
async function returnedByOurs(exchange: string): Promise<number> {
  const broker = amqpBroker({ url: rabbitMqUrl(), name: "a lesson", clock: systemClock() });
  try {
    await until(() => broker.isUp());
    await broker.publish(
      numbers(messages).map((n) => ({
        exchange,
        routingKey: "order-placed",
        messageId: String(n),
        headers: {},
        body: Buffer.from(String(n)),
      })),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof NotConfirmed)) throw error;
    return error.failed.filter(({ why }) => why === "unroutable").length;
  } finally {
    await broker.close();
  }
}
