import type { Lesson } from "../lesson.ts";
import { serve } from "../loyalty/evening.ts";

const orders = 40;

export const newcomer: Lesson = {
  name: "newcomer",
  title: "The newcomer reads along",
  questions: [89],
  ground: "company",
  hook: `Loyalty joins the company. The events that it wants are all in \`payments.inbox\`, so it consumes them there, instead of declaring a queue
of its own.`,
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
    "OFF, payments and loyalty take turns: each order that loyalty gets is never charged.",
    "ON, the same events go to both, because each has a queue.",
  ],
  because: {
    file: "lessons/loyalty/loyalty.ts",
    name: 'queue = "loyalty.inbox"',
    undo: 'queue = "payments.inbox"',
  },
  explain: `Consumers of one queue share its messages; queues of one exchange each get a copy. A new service declares its own queue and binds it to
the events that it wants. No producer and no other consumer changes: that is what choreography promises. It also declares which
fields it relies on, so that the gate names it when somebody wants to change them.`,
  wrong: [
    {
      answer: "Read the queue that is there, and put back what is not yours.",
      why: "Returned messages come again, to either of the two, and count against the delivery limit.",
    },
    {
      answer: "Ask payments to call loyalty.",
      why: "Then payments knows loyalty, waits for it, and changes with every newcomer.",
    },
  ],
  followUps: [
    {
      ask: "The newcomer needs what happened before it joined. From where?",
      answer:
        "Not from the queue, which begins empty. From a snapshot over HTTP, an export, or a log that keeps its history.",
      level: "senior",
      lesson: "log-or-queue",
    },
    {
      ask: "It needs one more field in an event. What then?",
      answer:
        "A new optional field in the same version. Never a required one: old messages that are replayed would no longer pass.",
      level: "middle",
      lesson: "contract",
    },
  ],
  limits: "Loyalty keeps its points in memory, to stay short. A real newcomer is built on `messaging/`.",
};
