import type { Case } from "../case.ts";
import { ignoring, keyPerAttempt, ownTimersOnly } from "../mutations.ts";

// Spoilers: this file has the solutions.

/** Payments: its money, its timers, its calls. */
export const paymentCases: readonly Case[] = [
  {
    number: 1,
    guilty: "late-money-ignored",
    ...ignoring("payments", "payments.charge-settled", ({ payment }, { status }) =>
      payment?.status === "expired" && status === "succeeded" ? "the payment has expired" : undefined,
    ),
    path: [
      {
        look: "ledger",
        shows: "one cancelled order has a charge and no refund",
        seen: /^#\d+: charge €[\d.]+, succeeded[^\n]*$/,
      },
      {
        look: "order",
        shows: "payments ignored charge-settled after the payment had expired",
        seen: /payment-expiry came due.*payments#1 ignored payments\.charge-settled/s,
      },
    ],
    hints: [
      "Follow the money: which cancelled order was charged and not refunded?",
      "Look at that order. When did the charge succeed, and when did the payment expire?",
      "What did payments do with charge-settled?",
    ],
    epilogue:
      "Money that arrives after the expiry must go back. As shipped, payments then requests a refund; here it ignored the message.",
    shipped: { file: "payments/on-charge-settled.ts", name: "closed" },
    lesson: "fifteen-minutes",
  },
  {
    number: 2,
    guilty: "timers-in-memory",
    ...ownTimersOnly,
    path: [
      {
        look: "timers",
        shows: "timers that are long due, and no instance claims them",
        seen: /payment-expiry of #\d+, due \d+ min ago/,
      },
      {
        look: "order",
        shows: "the order was placed before payments crashed",
        seen: /^(?!.*payment-expiry came due).*commits payments version 0 to 1.*payments#1 was killed/s,
      },
    ],
    hints: [
      "Which orders wait: those placed before a crash, or after it?",
      "Look at the timers. Are they due?",
      "The timers are there and due. Which process should have claimed them?",
    ],
    epilogue:
      "The timers were stored, but after the restart the process claimed only those it had set itself. As shipped, every instance claims every due timer, by lease.",
    shipped: { file: "messaging/store.ts", name: "claimTimers" },
    lesson: "fifteen-minutes",
  },
  {
    number: 7,
    guilty: "key-per-attempt",
    ...keyPerAttempt,
    path: [
      {
        look: "ledger",
        shows: "two charges for one order, with different keys",
        seen: /charge [^\n]*succeeded, key ([^\n]*)\n[^\n]*charge [^\n]*succeeded, key (?!\1(\n|$))/,
      },
    ],
    hints: [
      "Follow the money: was any customer charged more than once?",
      "Which cards were charged twice? What is special about them?",
      "Compare the keys of the two charges.",
    ],
    epilogue:
      "The answer to the first attempt was lost, and the second attempt had another key, so the provider made a second charge. As shipped, a call keeps its key for all attempts.",
    shipped: { file: "payments/idempotency-keys.ts", name: "chargeOf" },
    lesson: "idempotency-key",
  },
  {
    number: 8,
    guilty: "confirmation-ignored",
    ...ignoring("payments", "payments.charge-settled", ({ payment }, { status }) =>
      payment?.status === "awaiting-confirmation" && status === "succeeded"
        ? "the charge is known already"
        : undefined,
    ),
    path: [
      {
        look: "ledger",
        shows: "a charge that succeeded after its confirmation",
        seen: /^#\d+: charge €[\d.]+, succeeded[^\n]*$/,
      },
      {
        look: "order",
        shows: "payments ignored the second charge-settled, before the payment expired",
        seen: /payments#1 handled payments\.charge-settled.*payments#1 ignored payments\.charge-settled.*payment-expiry came due/s,
      },
    ],
    hints: [
      "Which cards never work, even when the customer confirms in time?",
      "Look at such an order. How often was charge-settled handled?",
      "What did payments do with the second one?",
    ],
    epilogue:
      "A charge that needs a confirmation settles twice: first as waiting, then as succeeded. Payments took the second for a repetition. As shipped, the payment's state decides.",
    shipped: { file: "payments/on-charge-settled.ts", name: "onChargeSettled" },
    lesson: "charge-once",
  },
];
