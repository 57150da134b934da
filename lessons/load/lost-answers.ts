import { lend } from "../lab/load/lender.ts";
import type { Lesson } from "../lesson.ts";

export const lostAnswers: Lesson = {
  name: "lost-answers",
  title: "Retries without a key",
  questions: [14],
  ground: "lab",
  hook: `Calls to a lender succeed in 90 % of cases. With up to four attempts each, 99.99 % succeed, and the
share of loans that are paid back on the first day rises from 1 % to 6 %.`,
  compares:
    "OFF: every attempt is a new application. ON: all attempts of one application carry the same key.",
  predictions: [
    {
      ask: "How many loans does the lender grant for 100 applications?",
      measure: "loansFor100",
      unit: "loans",
      off: [104.5, 106.5],
      on: [99.9, 100.1],
    },
    {
      ask: "What share of the loans is paid back on the first day?",
      measure: "paidBackOnDayOne",
      unit: "%",
      off: [5.5, 6.6],
      on: [0.8, 1.2],
    },
  ],
  knobs: [
    { name: "loss", about: "lost on each leg", unit: "%", from: 0, to: 30, step: 0.01, usual: 5.13 },
    { name: "attempts", about: "for an application", unit: "", from: 1, to: 10, step: 1, usual: 4 },
  ],
  experiment: ({ side, seed, knobs: { loss = 0, attempts = 1 } }) =>
    lend(seed, { loss, attempts, hasKey: side === "on" }),
  watch: [
    "Both sides answer the same share of applications: the caller sees nothing wrong.",
    "With one attempt no customer gets two loans, but the lender has granted 94.9 and the caller counts 90. The others are orphans.",
  ],
  because: { file: "outside/payment-provider/idempotency.ts", name: "createOnce" },
  explain: `To the caller a lost request and a lost answer look the same, so it tries again. After a lost
answer the loan exists already, and the next attempt grants another, which the customer pays back at once.
With one key per application the lender recognizes the second attempt and repeats its answer.`,
  wrong: [
    {
      answer: "Fraud, or customers who changed their minds.",
      why: "Neither starts on the day that retries are deployed.",
    },
    {
      answer: "Fewer attempts.",
      why: "Every attempt after the first risks a duplicate. Two attempts already give 4.9 surplus loans for 100.",
    },
  ],
  followUps: [
    {
      ask: "Before the retries, where were the missing five loans of a hundred?",
      answer:
        "Granted, but unknown to the caller, because the answers were lost. Only a reconciliation finds such orphans.",
      level: "middle",
    },
    {
      ask: "Suppose only requests get lost, and no answers. What changes?",
      answer: "There are no duplicates at all. So the six percent prove that answers get lost.",
      level: "senior",
    },
    {
      ask: "What do you do about the loans that were granted twice?",
      answer:
        "Switch the retries off, add the key, reconcile both ledgers by application, and only then switch them on.",
      level: "senior",
    },
  ],
  limits:
    "Losses are independent here. When they come in bursts, fewer retries succeed, and more of them duplicate.",
};
