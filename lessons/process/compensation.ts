import { eurosOwed } from "../company/measured-in.ts";
import { onCompany } from "../company/on-company.ts";
import { rush } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const compensation: Lesson = {
  name: "compensation",
  title: "There is no rollback for money",
  questions: [69, 82],
  ground: "company",
  hook: `Twelve customers each pay 9.50 for a pizza, within seconds, and the oven holds three. One customer cancels,
and the kitchen rejects what it cannot bake. Every order gets its status. The money stays where it is.`,
  compares: "OFF: payments never asks the provider for a refund. ON: it refunds a cancelled order.",
  predictions: [
    {
      ask: "How many euros does the company owe its customers in the end?",
      measure: "eurosOwed",
      unit: "€",
      off: [70, 100],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 12,
      everyMs: 0,
      before: { 1: ({ staff }) => staff.changesRestaurant({ restaurantId: "trattoria-sole", capacity: 3 }) },
      after: ({ customer }, [first = ""]) => customer.cancels(first),
    }),
    off: "refund",
    measuredIn: eurosOwed,
    preset: { story: "cancelled-while-cooking", without: "refund" },
  }),
  watch: [
    "One customer cancels. Eight are cancelled, because a later step says no to what an earlier one has charged.",
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
