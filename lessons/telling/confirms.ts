import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const confirms: Lesson = {
  name: "confirms",
  title: "Sent is not stored",
  questions: [18, 49],
  ground: "company",
  hook: `The broker is down for ten minutes. The orders service accepts an order, sends its event, and deletes it from the outbox because
the send did not fail.`,
  predictions: [
    {
      ask: "How many of these orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [1, 1],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: "broker-down-for-ten-minutes", off: "publisher-confirms" }),
  watch: [
    "ON, the relay reports `waiting for broker` for ten minutes, and the entry stays in the outbox.",
    "OFF, the outbox is empty at once: nothing remembers that the event was never stored.",
  ],
  because: {
    file: "messaging/outbox/outbox-relay.ts",
    name: "await broker.publish(events.map((event) => publicationOf(event, contracts)));",
    undo: "broker.publish(events.map((event) => publicationOf(event, contracts))).catch(() => {});",
  },
  explain: `Sending writes into a socket buffer. Only a publisher confirm says that the broker has stored the message, on a majority of nodes for a
quorum queue. Until then the message is the producer's to keep. After a lost connection the result is unknown: publish again, and
let the consumer deduplicate. Durable queue, persistent message, confirm, acknowledgement: each of the four is needed.`,
  wrong: [
    {
      answer: "The queue is durable, so the message is safe.",
      why: "Durable queues keep what reached them. This message reached none.",
    },
    {
      answer: "AMQP transactions make it safe.",
      why: "They wait for the broker, too, but for each batch and far slower. They are not atomic over several queues.",
    },
  ],
  followUps: [
    {
      ask: "The connection drops after the send and before the confirm. Publish again?",
      answer:
        "Yes. In our measurements about 40 % of such messages had been stored, so the others would be lost. Ids make the repetition harmless.",
      level: "middle",
      lesson: "dedup",
    },
    {
      ask: "No queue is bound. What is confirmed?",
      answer: "The message: confirmed, and dropped. Only the `mandatory` flag returns it.",
      level: "senior",
      lesson: "unroutable",
    },
  ],
  limits: "The embedded broker loses what is sent while it is down, as RabbitMQ does.",
};
