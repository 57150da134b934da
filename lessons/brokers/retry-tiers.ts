import { Unprocessable } from "#messaging/errors.ts";
import { delivering, reacting } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const retryTiers: Lesson = {
  name: "retry-tiers",
  title: "Not yet is not never",
  questions: [66],
  ground: "company",
  hook: `Notifications learns that an order is paid a few seconds before it learns of the order. It cannot
send a mail yet: it has no address.`,
  compares:
    "OFF: what cannot be handled yet is parked at once. ON: it is retried after longer and longer delays.",
  predictions: [
    {
      ask: "How many messages end in the parked queue, for a person to look at?",
      measure: "parked",
      unit: "messages",
      off: [1, 3],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: "delivered",
    fault: () =>
      delivering("notifications.inbox", (delivery, pass, { clock }) => {
        if (delivery.routingKey !== "orders.order-placed.v1") pass(delivery);
        else clock.at(clock.now() + 3_000, () => pass(delivery));
      }),
    off: () =>
      reacting("notifications", (outcome) => {
        if ("notYet" in outcome) throw new Unprocessable(outcome.notYet);
        return outcome;
      }),
  }),
  watch: [
    "ON, the message waits in the one-second tier, then in the five-second tier, and succeeds.",
    "OFF, the customer never learns that the payment succeeded, and a person is called for nothing.",
  ],
  because: {
    file: "messaging/settlement/retry-or-park.ts",
    name: "const tier = queuesOf(service).retry[attempt - 1];",
    undo: "const tier = queuesOf(service).retry[attempt + 98];",
  },
  explain: `A retry needs a pause, and the pause needs a place that survives the process and blocks no other
message. Each tier is a queue with one delay: its messages expire in order, and return to the inbox. The copy
is confirmed before the original is acknowledged, so there may be two copies, but never none. After the last
tier, 12 minutes and 36 seconds later, the message is parked.`,
  wrong: [
    {
      answer: "Sleep in the consumer, then try again.",
      why: "Every message behind it waits, too, and after 30 minutes RabbitMQ closes the channel.",
    },
    {
      answer: "One queue, with an expiration for each message.",
      why: "Only the head of a queue expires: one second waits behind ten minutes.",
    },
  ],
  followUps: [
    {
      ask: "Which errors should not be retried at all?",
      answer: "Errors that time does not heal: unreadable, unknown version, invalid. Park them at once.",
      level: "middle",
      lesson: "poison",
    },
    {
      ask: "What happens to the order of messages?",
      answer: "It is lost: later messages pass the one that waits. Consumers must accept facts in any order.",
      level: "senior",
      lesson: "tombstone",
    },
  ],
  limits: "Quorum queues of RabbitMQ 4.3 can also delay retries themselves.",
};
