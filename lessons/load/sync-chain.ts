import { alsoOnTwin } from "../company/also-on-twin.ts";
import { hasHandled } from "../company/on-company.ts";
import { anHourWithoutPayments, ordersNeedPayments } from "../company/payments-away.ts";
import type { Lesson } from "../lesson.ts";

const customers = 15;
const all = [customers, customers] as const;
const none = [0, 0] as const;

export const syncChain: Lesson = {
  name: "sync-chain",
  title: "Synchronous, and closed for an hour",
  questions: [21, 27, 34, 44],
  ground: "company",
  hook: `The orders service calls payments and waits for the answer. Payments is down for an hour at dinner
time, when fifteen customers want to order.`,
  compares:
    "OFF: orders calls payments and waits for the answer. ON: orders sends a message and answers at once.",
  predictions: [
    { ask: "How many of the 15 orders are refused?", measure: "refused", unit: "orders", off: all, on: none },
    { ask: "How many of the 15 are paid in the end?", measure: "paid", unit: "orders", off: none, on: all },
    {
      ask: "The same hour in the orchestrated company, whose conductor commands payments: how many are refused?",
      measure: "refusedByTwin",
      unit: "orders",
      off: all,
      on: none,
    },
  ],
  experiment: alsoOnTwin(
    {
      story: anHourWithoutPayments(customers),
      off: ordersNeedPayments,
      tallies: ["refused"],
      counts: { paid: hasHandled("orders", "payments.payment-succeeded.v1") },
    },
    { refused: "refusedByTwin" },
  ),
  watch: [
    "ON, each customer gets a 202 at once, and the orders wait in the inbox of payments.",
    "The first order waits for an hour. The API must tell its customer what 202 means.",
    "The orchestrated company behaves the same: whether there is a conductor, and whether calls wait, are two questions.",
  ],
  because: { file: "orders/place-order.ts", name: "onPlaceOrder" },
  explain: `A synchronous call needs both sides at the same moment, so the caller is down whenever one of its
peers is. A message needs its receiver some time later: the order is accepted, stored, and handled when
payments is back. That is not faster. It trades an error now for an answer later, so it fits work whose result
may be late, not a question whose caller waits. A conductor need not wait either: ours sends its commands as
messages, and a reply may come an hour later.`,
  wrong: [
    {
      answer: "Asynchronous is faster.",
      why: "The customer's answer is; the whole takes longer. What you gain is independence.",
    },
    {
      answer: "An orchestrator is synchronous, a choreography asynchronous.",
      why: "An orchestrator knows the steps. It may call and wait, or send a command and go on when the reply comes.",
    },
    {
      answer: "Retry the call until payments is back.",
      why: "For an hour, in memory, for every customer: that is a queue without its durability.",
    },
  ],
  followUps: [
    {
      ask: "What does the customer see meanwhile?",
      answer: "A status resource: accepted, awaiting payment. Events update it, and a mail reports the end.",
      level: "middle",
    },
    {
      ask: "What got worse?",
      answer:
        "Errors come after the answer: the card is declined an hour later. You need compensations, deadlines, and a place to see the progress.",
      level: "senior",
      lesson: "compensation",
    },
  ],
  limits: "OFF is our orders service, refusing while payments is down, as a caller without an answer would.",
};
