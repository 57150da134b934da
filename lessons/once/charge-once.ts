import { chargesFor } from "../lab/once/repeated-order.ts";
import type { Lesson } from "../lesson.ts";

export const chargeOnce: Lesson = {
  name: "charge-once",
  title: "Two messages, one order, how many charges?",
  questions: [87],
  ground: "chassis",
  hook: `Payments recognizes a repeated message by its id. One night a script publishes old orders again,
under new message ids. The database of payments was restored from a backup and does not contain them.`,
  compares: "OFF: the key of the charge is made from the message id. ON: it is made from the order id.",
  predictions: [
    {
      ask: "The order arrives as m1, m1 again, and m2: how often is the card charged?",
      measure: "charges",
      unit: "charges",
      off: [2, 2],
      on: [1, 1],
    },
  ],
  experiment: async ({ side }) => ({
    charges: await chargesFor(["m1", "m1", "m2"], (messageId, chosen) =>
      side === "off" ? `charge:${messageId}` : chosen,
    ),
  }),
  watch: [
    "Both sides recognize the second m1: same message, same id.",
    "m2 is another message about the same order. Only the key of the charge reveals that.",
  ],
  because: {
    file: "payments/idempotency-keys.ts",
    name: `charge.with(\`charge:\${request.orderId}\`,`,
    undo: `charge.with(\`charge:\${request.orderId}:\${Math.random()}\`,`,
  },
  explain: `A message id says that this message was handled; a business key says that this was done for this
order. They guard against different repetitions. The key is derived from the intent, so every message that
leads to the same intent has the same key, and the provider repeats its answer. Here the intent is the one
charge of an order, since a decline cancels it. Where a customer may try a second card, the payment's id
belongs in the key as well.`,
  wrong: [
    {
      answer: "The table of processed messages is enough.",
      why: "It contains message ids. A second message about the same order has another id.",
    },
    {
      answer: "Look whether there is a payment, then charge.",
      why: "That fails when two instances look at once, or when the table comes from a backup. The provider's key holds then, too.",
    },
  ],
  followUps: [
    {
      ask: "The first card was declined, and the customer tries a second. Which key?",
      answer:
        "Order and payment. With the order alone, the second attempt would get the stored answer: declined.",
      level: "senior",
    },
    {
      ask: "May payments ask the provider first, and charge only if there is no charge?",
      answer:
        "As a repair, yes. As a rule it races: another instance may charge between the question and the charge.",
      level: "middle",
    },
  ],
  limits:
    "The reaction and the provider are ours, and run one after the other. The database is left out on purpose.",
};
