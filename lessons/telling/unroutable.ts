import type { Lesson } from "../lesson.ts";
import { publishUnrouted } from "../server/publish-unrouted.ts";

const messages = 100;

export const unroutable: Lesson = {
  name: "unroutable",
  title: "Confirmed, and stored nowhere",
  questions: [18, 76],
  ground: "server",
  hook: `A binding was deleted by mistake. The producer publishes a hundred events with confirms, and RabbitMQ
confirms every one of them.`,
  compares:
    "OFF: the producer waits for confirms alone. ON: it also sets `mandatory` and listens for returns.",
  predictions: [
    {
      ask: "No queue is bound. Of 100 messages, how many does the producer believe to be stored?",
      measure: "believed",
      unit: "messages",
      off: [messages, messages],
      on: [0, 0],
    },
  ],
  experiment: async ({ side }) => ({ believed: await publishUnrouted(messages, side === "on") }),
  watch: [
    "A confirm says that the broker has done all it had to do. Without a queue, that is nothing.",
    "ON, each message comes back before its confirm, and stays in the outbox with a line in the log.",
  ],
  because: { file: "messaging/amqp/publisher.ts", name: "mandatory: true", undo: "mandatory: false" },
  explain: `A confirm means: stored in every queue that the exchange chose. If it chose none, that is true at
once. Only \`mandatory\` makes the broker return such a message, before its confirm, so a publisher must
listen for both. An alternate exchange would also catch unroutable messages, but then nothing is returned.
Check the topology at startup, too: a missing binding should keep a service from starting.`,
  wrong: [
    {
      answer: "It was confirmed, so it is stored.",
      why: "In every queue it was routed to. Here that is none.",
    },
    {
      answer: "The publish would fail.",
      why: "It fails if the exchange is missing: the channel is closed. To AMQP a missing queue is no error.",
    },
  ],
  followUps: [
    {
      ask: "What do you do with a returned message?",
      answer:
        "Keep it in the outbox and log it. It goes out once the binding is back; nothing is lost meanwhile.",
      level: "middle",
      lesson: "confirms",
    },
    {
      ask: "Does `mandatory` cover a queue that refuses, such as a full one?",
      answer: "No: that message was routed. With `reject-publish` the broker answers with a nack instead.",
      level: "senior",
      lesson: "dead-letters",
    },
  ],
  limits:
    "Nothing is random here: the seed changes nothing. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};
