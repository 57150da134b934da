import type { Lesson } from "../lesson.ts";
import { dieOver } from "../server/dying-consumer.ts";

const messages = 1_000;
const handles = 10;

export const autoAck: Lesson = {
  name: "auto-ack",
  title: "A thousand messages in the pocket of a dead process",
  questions: [42, 45, 62],
  ground: "server",
  hook: `A thousand messages wait. A consumer subscribes with automatic acknowledgement and a prefetch of 100,
which RabbitMQ then ignores. It handles ten messages and dies.`,
  compares: "OFF: automatic acknowledgement. ON: the consumer acknowledges each message after its work.",
  predictions: [
    {
      ask: "How many of the 1,000 messages are neither handled nor in the queue?",
      measure: "lost",
      unit: "messages",
      off: [500, messages - handles],
      on: [0, 0],
    },
  ],
  experiment: ({ side }) => dieOver({ messages, handles, noAck: side === "off" }),
  watch: [
    "OFF, the broker pushes all thousand messages at once, and forgets each as it is sent.",
    "ON, the hundred messages in progress go back into the queue when the connection drops.",
  ],
  because: { file: "messaging/amqp/consumer.ts", name: "channel.consume(queue" },
  explain: `With automatic acknowledgement a message is done once it is written to the socket. Prefetch counts
unacknowledged messages, and there are none, so the whole queue moves into the memory of one consumer. A crash
loses all of it, and a second consumer finds nothing to do. Manual acknowledgement after the commit keeps each
message with the broker until its work is done.`,
  wrong: [
    {
      answer: "Prefetch is 100, so at most a hundred are lost.",
      why: "Automatic acknowledgement disables prefetch.",
    },
    {
      answer: "It is faster, and crashes are rare.",
      why: "A deployment is a crash, too, for the messages in the buffer. Acknowledging in batches is nearly as fast.",
    },
  ],
  followUps: [
    {
      ask: "When is automatic acknowledgement right?",
      answer: "For data that the next message replaces: prices, positions, a live display.",
      level: "middle",
    },
    {
      ask: "And a prefetch of 1, for safety?",
      answer: "It bounds the redeliveries after a crash, and costs a round trip for each message.",
      level: "middle",
      lesson: "prefetch",
    },
  ],
  limits:
    "How many messages are on their way when the process dies depends on the socket. RabbitMQ 3.10.8, 4.0.5 and 4.3.6 gave the same figures.",
};
