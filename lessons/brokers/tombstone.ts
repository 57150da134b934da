import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const tombstone: Lesson = {
  name: "tombstone",
  title: "The cancellation was faster",
  questions: [77],
  ground: "company",
  hook: `A customer orders and cancels at once. The instance that accepted the order dies before it publishes;
the cancellation goes out through another instance and arrives everywhere before the order.`,
  compares:
    "OFF: a cancellation that arrives before its order is ignored. ON: it is stored until the order arrives.",
  predictions: [
    {
      ask: "How many events do the five services publish about this order?",
      measure: "events",
      unit: "events",
      off: [9, 9],
      on: [2, 2],
    },
  ],
  experiment: onCompany({ story: "cancellation-overtakes-order", off: "tombstone" }),
  watch: [
    "ON, payments stores a tombstone for an order that it does not know, and later ignores that order.",
    "OFF, the order is charged, cooked and delivered, all after its cancellation: seven events that should not be.",
  ],
  because: {
    file: "payments/on-order-cancelled.ts",
    name: "if (!payment) return { save: { payment: tombstone(orderId) } };",
    undo: 'if (!payment) return ignore("there is no payment");',
  },
  explain: `Order holds for one publisher's channel and one queue, as long as nothing fails. A crash, a retry
or a second instance breaks it. So a consumer stores what it learned even if it cannot use it yet: a
cancellation without its order becomes a tombstone. Facts in any order then lead to the same result.`,
  wrong: [
    {
      answer: "A queue is first in, first out.",
      why: "It is. But the cancellation was published by another instance while the order waited in an outbox.",
    },
    {
      answer: "Compare timestamps, and ignore the older event.",
      why: "The order is the older event, and must not be dropped: it has to be stored as cancelled.",
    },
  ],
  followUps: [
    {
      ask: "Must the tombstone be kept forever?",
      answer: "For as long as the order can still arrive: the longest outage plus all retries.",
      level: "middle",
    },
    {
      ask: "How else could you keep the order of events?",
      answer:
        "Partition by order, with one active consumer each. The producer must then publish in order, too.",
      level: "senior",
      lesson: "sharding",
    },
  ],
  limits:
    "Two events of one service. The lesson `order` counts how many events are out of order in a whole run.",
};
