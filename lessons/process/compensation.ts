import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const compensation: Lesson = {
  name: "compensation",
  title: "There is no rollback for money",
  questions: [69, 82],
  ground: "company",
  hook: `A customer cancels while the pizza is in the oven. The kitchen stops, the courier is released, the
order is cancelled. The 9.50 stays where it is.`,
  compares: "OFF: payments never asks the provider for a refund. ON: it refunds a cancelled order.",
  predictions: [
    {
      ask: "One customer cancels. For how many orders does the company keep money that it owes?",
      measure: "wrongMoney",
      unit: "orders",
      off: [1, 1],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: "cancelled-while-cooking", off: "refund" }),
  watch: [
    "Each service undoes its own part: the kitchen its slot, couriers the courier, payments the charge.",
    "OFF, every status looks right. Only the provider's ledger shows the difference.",
  ],
  because: {
    file: "payments/on-order-cancelled.ts",
    name: 'case "paid": {',
    undo: 'case "refunded": {',
  },
  explain: `A saga is a series of local transactions. Each is committed and visible before the next begins, so
nothing can be rolled back. Instead, a new action makes up for an earlier one: a refund for a charge, a freed
slot for a reserved one. Compensations are business decisions. They are retried until they succeed, and have
keys of their own, so that a refund happens once.`,
  wrong: [
    {
      answer: "Roll the transaction back.",
      why: "It was committed an hour ago, in the database of another company.",
    },
    {
      answer: "Two-phase commit over all services.",
      why: "The oven and the bank take part in no transaction of ours, and one slow participant would block the rest.",
    },
  ],
  followUps: [
    {
      ask: "The refund fails. What then?",
      answer:
        "It stays in the outbox and is retried for hours, with its key. If the provider refuses it for good, a person decides.",
      level: "middle",
      lesson: "retry-tiers",
    },
    {
      ask: "Which steps cannot be undone, and what follows from it?",
      answer:
        "A mail, a delivered pizza. They come last, after the pivot: the step after which you only go forward.",
      level: "senior",
    },
  ],
  limits: "One cancellation. If it overtakes its order: tombstone.",
};
