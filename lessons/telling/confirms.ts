import { onCompany } from "../company/on-company.ts";
import { rush } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const confirms: Lesson = {
  name: "confirms",
  title: "Sent is not stored",
  questions: [18, 49],
  ground: "company",
  hook: `In the middle of a busy evening the broker is down for ten minutes. The services send their events, and
delete them from the outbox because the send did not fail.`,
  compares:
    "OFF: services delete an event once it is sent. ON: they delete it once the broker has confirmed it.",
  predictions: [
    {
      ask: "Four customers order in those ten minutes. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [11, 16],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 20,
      everyMs: 150_000,
      before: { 16: ({ faults }) => faults.stopBroker(), 20: ({ faults }) => faults.startBroker() },
    }),
    off: "publisher-confirms",
    preset: { story: "broker-down-for-ten-minutes", without: "publisher-confirms" },
  }),
  watch: [
    "ON, the relays report `waiting for broker` for ten minutes, and the entries stay in the outbox.",
    "OFF, the outbox is empty at once: nothing remembers that the broker never stored the events.",
    "Most of the orders that stand still were placed long before: a pizza was ready, or had been delivered.",
  ],
  because: {
    file: "messaging/outbox/outbox-relay.ts",
    name: "await broker.publish(events.map((event) => publicationOf(event, contracts)));",
    undo: "broker.publish(events.map((event) => publicationOf(event, contracts))).catch(() => {});",
  },
  explain: `Sending only fills a socket buffer. Only a publisher confirm says that the broker has stored the
message, on a majority of nodes for a quorum queue. Until then the producer must keep the message. After a
lost connection the result is unknown: publish again, and let the consumer deduplicate. A durable queue, a
persistent message, a confirm and an acknowledgement: you need all four.`,
  wrong: [
    {
      answer: "The queue is durable, so the message is safe.",
      why: "A durable queue keeps messages that reached it. This one never did.",
    },
    {
      answer: "AMQP transactions make it safe.",
      why: "They also wait for the broker, but far longer, once per batch. They are not atomic across queues.",
    },
  ],
  followUps: [
    {
      ask: "The connection drops after the send and before the confirm. Publish again?",
      answer:
        "Yes. In our measurements about 40 % of such messages had been stored; the others would be lost. Ids make the repetition harmless.",
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
