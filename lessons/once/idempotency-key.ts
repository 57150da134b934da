import { lostAnswers } from "../company/lost-answers.ts";
import { eurosPaid } from "../company/measured-in.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const idempotencyKey: Lesson = {
  name: "idempotency-key",
  title: "The answer was lost, the money was not",
  questions: [55, 87],
  ground: "company",
  hook: `Payments asks the provider to charge 9.50. The provider does, but for a minute a proxy loses its answers.
Payments tries again and again, with longer and longer pauses, as it should.`,
  compares: "OFF: each attempt has a new idempotency key. ON: all attempts of one charge have the same key.",
  predictions: [
    {
      ask: "One customer orders a pizza for €9.50. How many euros does the provider take?",
      measure: "eurosPaid",
      unit: "€",
      off: [57, 95],
      on: [9.5, 9.5],
    },
  ],
  experiment: onCompany({
    story: "delivered",
    fault: lostAnswers("payments.charge", 60_000),
    off: "idempotency-key",
    measuredIn: eurosPaid,
    preset: { story: "answer-lost", without: "idempotency-key" },
  }),
  watch: [
    "Both sides attempt the charge eight times or so.",
    "ON, all attempts have the key `charge:` plus the order's id, and the provider repeats its first answer.",
    "OFF, the customer pays once for each attempt, and no service sees anything wrong.",
  ],
  because: {
    file: "messaging/outbox/outbox-caller.ts",
    name: "{ key: entry.key, signal }",
    undo: "{ key: entry.key + clock.now(), signal }",
  },
  explain: `A caller cannot tell a lost request from a lost answer, so it must try again. The receiver must
then recognize the repetition. The key names the intent: this charge of this order. It is committed before the
first attempt, so that after a crash the attempts go on under the same key. The provider stores key and answer
with the charge, in one transaction.`,
  wrong: [
    {
      answer: "A hash of the request's body is the key.",
      why: "Two orders of the same pizza by the same customer have the same body, and are two charges.",
    },
    {
      answer: "A new UUID for each request.",
      why: "A retry is another request. Make the key once for each intent, and store it before the first attempt.",
    },
  ],
  followUps: [
    {
      ask: "The same key comes with another amount. What does the server do?",
      answer:
        "It answers 422: the key belongs to another request. Repeating the old answer would hide a mistake.",
      level: "middle",
    },
    {
      ask: "The first attempt is still running when the second arrives. What then?",
      answer: "Wait for the first one's answer, or answer 409. Never start the work a second time.",
      level: "senior",
    },
  ],
  limits:
    "The provider is a simulator of ours. Stripe's header is `Idempotency-Key`; PayPal's is `PayPal-Request-Id`.",
};
