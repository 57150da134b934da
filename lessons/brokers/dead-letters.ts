import { look, overflow } from "../lab/brokers/dead-letter-queues.ts";
import type { Lesson } from "../lesson.ts";

export const deadLetters: Lesson = {
  name: "dead-letters",
  title: "Looked at, and gone",
  questions: [66, 76],
  ground: "chassis",
  hook: `A message is parked in a dead-letter queue with a delivery limit of 2. A person looks at it three
times, each time without acknowledging it. Elsewhere, a hundred delayed messages return at once to a queue
with room for ten.`,
  compares:
    "OFF: a delivery limit of 2, and dead-lettering at most once. ON: a limit out of reach, and dead-lettering at least once.",
  predictions: [
    {
      ask: "How many parked messages are left after three looks?",
      measure: "leftAfterLooking",
      unit: "messages",
      off: [0, 0],
      on: [1, 1],
    },
    {
      ask: "A hundred dead letters meet a queue with room for ten: how many are lost?",
      measure: "lost",
      unit: "messages",
      off: [90, 90],
      on: [0, 0],
    },
  ],
  experiment: async ({ side }) => ({
    leftAfterLooking: await look(side === "on"),
    lost: await overflow(side === "on"),
  }),
  watch: [
    "A look is a delivery without an acknowledgement. Each one counts as a return.",
    "At most once is the default: a message that the target refuses is dropped silently.",
  ],
  because: {
    file: "messaging/policies/queue-arguments.ts",
    name: '"x-dead-letter-strategy": "at-least-once",',
    undo: "",
  },
  explain: `A quorum queue counts returns. Beyond its limit it dead-letters a message if it has a dead-letter
exchange, and drops it otherwise. A parked queue has none, so its limit must be out of reach. Dead-lettering
itself is at most once unless the queue asks for at-least-once, with reject-publish and a target: then the
source keeps what the target refuses, and tries again after some minutes.`,
  wrong: [
    {
      answer: "A dead-letter exchange never loses anything.",
      why: "By default it publishes without confirms: if the target is missing or full, the message is gone.",
    },
    {
      answer: "Looking with nack and requeue is free.",
      why: "Up to RabbitMQ 4.2 each return counts against the limit. Since 4.3 a nack does not; a lost connection does.",
    },
  ],
  followUps: [
    {
      ask: "What counts against the limit, and since when?",
      answer:
        "Up to 4.2 every return: lost connection, nack, reject, timeout. From 4.3 on, lost connections and reject. The default limit is 20 since 4.0.",
      level: "senior",
    },
    {
      ask: "How should a tool read parked messages?",
      answer: "It fetches, publishes a copy back, waits for the confirm, and only then acknowledges.",
      level: "middle",
      lesson: "poison",
    },
  ],
  limits:
    "On our memory broker, which counts as RabbitMQ up to 4.2 does. It tries refused dead letters again after 180 s.",
};
