import type { Lesson } from "../lesson.ts";
import { serve } from "../loyalty/evening.ts";

const orders = 40;

export const newcomer: Lesson = {
  name: "newcomer",
  title: "The newcomer reads along",
  questions: [89],
  ground: "company",
  hook: `Loyalty joins the company. All events it needs are in \`payments.inbox\`, so it consumes that queue
instead of declaring its own.`,
  compares: "OFF: loyalty consumes `payments.inbox`. ON: it has a queue of its own.",
  predictions: [
    {
      ask: "Of forty orders, how many are never delivered?",
      measure: "notDelivered",
      unit: "orders",
      off: [15, 25],
      on: [0, 0],
    },
    {
      ask: "How many loyalty points do the customers get, at 19 an order?",
      measure: "points",
      unit: "points",
      off: [0, 0],
      on: [19 * orders, 19 * orders],
    },
  ],
  experiment: async ({ side, seed }) => ({
    ...(await serve(orders, seed, ...(side === "off" ? ["payments.inbox"] : []))),
  }),
  watch: [
    "OFF, payments and loyalty take turns: an order that loyalty gets is never charged.",
    "ON, both get every event, because each has a queue.",
  ],
  because: {
    file: "lessons/loyalty/loyalty.ts",
    name: 'queue = "loyalty.inbox"',
    undo: 'queue = "payments.inbox"',
  },
  explain: `Consumers of one queue share its messages; queues of one exchange each get a copy. A new service
declares its own queue and binds it to the events it needs. No producer and no other consumer changes: that is
the promise of choreography. The newcomer also declares the fields it relies on, so that the gate names it
when a change would break them.`,
  wrong: [
    {
      answer: "Consume the existing queue, and return the messages that are not yours.",
      why: "A returned message is redelivered to either of the two, and counts against the delivery limit.",
    },
    {
      answer: "Ask payments to call loyalty.",
      why: "Then payments depends on loyalty, waits for it, and changes with every newcomer.",
    },
  ],
  followUps: [
    {
      ask: "Where does the newcomer get the events from before it joined?",
      answer:
        "Not from its queue, which begins empty. From a snapshot over HTTP, an export, or a log that keeps its history.",
      level: "senior",
      lesson: "log-or-queue",
    },
    {
      ask: "It needs one more field in an event. What then?",
      answer:
        "A new optional field in the same version. Never a required one: replayed old messages would fail validation.",
      level: "middle",
      lesson: "contract",
    },
  ],
  limits: "To stay short, loyalty keeps its points in memory. A real newcomer is built on `messaging/`.",
};
