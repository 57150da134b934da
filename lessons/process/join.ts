import { ignore } from "#messaging/reaction.ts";
import { lateOrdersUpTo, reacting } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import { rush } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const join: Lesson = {
  name: "join",
  title: "Paid, and never cooked",
  questions: [85],
  ground: "company",
  hook: `A kitchen needs two facts: what was ordered, and that it is paid. One evening each order reaches the
kitchen up to a second late, at random. Payments come in time.`,
  compares:
    "OFF: restaurants ignores a payment whose order it does not know. ON: it keeps the payment until the order arrives.",
  predictions: [
    {
      ask: "Twelve customers order and pay. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [6, 12],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({ customers: 12, everyMs: 100 }),
    fault: () => lateOrdersUpTo("restaurants", 1_000),
    off: () =>
      reacting("restaurants", (outcome, { type }) =>
        type === "payments.payment-succeeded.v1" && "save" in outcome && !("setTimers" in outcome)
          ? ignore("there is no ticket")
          : outcome,
      ),
  }),
  watch: [
    "A payment takes a sixth of a second or so. An order that is later than that is overtaken.",
    "ON, the payment is stored as a ticket that awaits its order. The order completes it.",
    "OFF, the payment is ignored because its order is unknown. The order then waits for a payment that has already come.",
  ],
  because: {
    file: "restaurants/join-order-and-payment.ts",
    name: "if (!ticket) return { save: { ticket: awaitingOrder(orderId) } };",
    undo: 'if (!ticket) return ignore("there is no ticket");',
  },
  explain: `Events of two services come through two outboxes, and a retry or a second instance can reorder
even those of one. A join therefore stores whichever fact comes first, and acts when it has both. It is
symmetric: the same document and the same decision in either order. If the second fact never comes, a deadline
ends the wait.`,
  wrong: [
    {
      answer: "The order always comes first, because it causes the payment.",
      why: "It is published first. A retry, a crash or a slow consumer lets the effect arrive before its cause.",
    },
    {
      answer: "Ignore unknown orders; the message will come again.",
      why: "An acknowledged message never comes again.",
    },
  ],
  followUps: [
    {
      ask: "Both facts arrive at the same moment, at two instances. What happens?",
      answer:
        "Both create the document. One gets a conflict, reads again, finds the other fact, and completes the join.",
      level: "middle",
      lesson: "version-check",
    },
    {
      ask: "The second fact never comes. What notices?",
      answer:
        "The service that owns the deadline: payments expires, and the cancellation closes the half-filled ticket.",
      level: "senior",
      lesson: "silence",
    },
  ],
  limits: "A join of two facts. A join of five is the same document with five fields.",
};
