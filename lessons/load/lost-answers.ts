import { randomFrom } from "#stage/company/random.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const applications = 100_000;

export const lostAnswers: Lesson = {
  name: "lost-answers",
  title: "Retries without a key",
  questions: [14],
  ground: "lab",
  hook: `A lender's calls succeed in 90 % of cases. After four attempts each were introduced it is 99.99 %, and the share of loans that
are paid back on the first day rises from 1 % to 6 %.`,
  predictions: [
    {
      ask: "How many loans does the lender grant for 100 applications?",
      measure: "loansFor100",
      unit: "loans",
      off: [104.5, 106.5],
      on: [99.9, 100.1],
    },
    {
      ask: "Which share of the loans is paid back on the first day?",
      measure: "paidBackOnDayOne",
      unit: "%",
      off: [5.5, 6.6],
      on: [0.8, 1.2],
    },
  ],
  knobs: [
    { name: "loss", about: "lost on each leg", unit: "%", from: 0, to: 30, step: 0.01, usual: 5.13 },
    {
      name: "attempts",
      about: "attempts for an application",
      unit: "",
      from: 1,
      to: 10,
      step: 1,
      usual: 4,
    },
  ],
  experiment({ side, seed, knobs: { loss = 0, attempts = 1 } }) {
    const random = randomFrom(seed);
    const isLost = (): boolean => random() < loss / 100;
    let loans = 0;
    let answered = 0;
    let paidBack = 0;
    for (let n = 0; n < applications; n += 1) {
      let mine = 0;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        if (isLost()) continue;
        if (side === "off" || mine === 0) mine += 1;
        if (isLost()) continue;
        answered += 1;
        break;
      }
      loans += mine;
      const changesTheirMind = random() < 0.01;
      paidBack += changesTheirMind ? mine : Math.max(0, mine - 1);
      showTrial(n, () => ({
        loansFor100: (100 * loans) / (n + 1),
        paidBackOnDayOne: (100 * paidBack) / loans,
      }));
    }
    return {
      loansFor100: (100 * loans) / applications,
      paidBackOnDayOne: (100 * paidBack) / loans,
      answered: (100 * answered) / applications,
    };
  },
  watch: [
    "The share of answered applications is the same on both sides: the caller sees nothing wrong.",
    "With attempts at 1, nobody gets two loans, but the lender has granted 94.9 and the caller counts 90: orphans.",
  ],
  because: { file: "outside/payment-provider/idempotency.ts", name: "createOnce" },
  explain: `A lost request and a lost answer look the same to the caller, who tries again. After a lost answer the loan exists already, and
the next attempt grants another. The customer sends the surplus back at once. With a key for each application the lender
recognizes the second attempt and repeats its answer.`,
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
      ask: "Before the retries, where were the missing five of a hundred?",
      answer:
        "Granted, but unknown to the caller: their answers were lost. They are orphans that only a reconciliation finds.",
      level: "middle",
    },
    {
      ask: "All losses are on the way there. What changes?",
      answer: "No duplicates at all. So the six percent say that answers get lost.",
      level: "senior",
    },
    {
      ask: "What do you do about the loans that were granted twice?",
      answer:
        "Switch the retries off, add the key, then reconcile both ledgers by application, and only then switch them on.",
      level: "senior",
    },
  ],
  limits: "Losses are independent here. In bursts fewer retries succeed, and more of them duplicate.",
};
