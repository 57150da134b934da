import { killedWhileSending, notesFirst, sendsFirst } from "../company/first-mail.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const mailTwice: Lesson = {
  name: "mail-twice",
  title: "One mail too few, or one too many",
  questions: [37, 51],
  ground: "company",
  hook: `Sending a mail and noting that it was sent are two steps, and notifications dies between them. Somebody proposes to swap the steps.`,
  predictions: [
    {
      ask: "Noted first (OFF), sent first (ON): how often does the customer get the mail?",
      measure: "firstMail",
      unit: "times",
      off: [0, 0],
      on: [2, 2],
    },
  ],
  experiment: onCompany({
    story: killedWhileSending,
    off: notesFirst,
    on: sendsFirst,
    tallies: ["firstMail"],
  }),
  watch: [
    "Neither side gets it right: the mail server takes part in no transaction of ours.",
    "ON, both mails have the same `Message-ID`, so a mail program may show one of them.",
  ],
  because: {
    file: "messaging/outbox/outbox-caller.ts",
    name: "const end = await withTimeout(options, entry, performer, controller);",
    undo: `await options.store.settle([entry.id]);
    const end = await withTimeout(options, entry, performer, controller);`,
  },
  explain: `An effect outside the database cannot be in its transaction. So one of two faults remains: note first, and a crash loses the effect; act
first, and a crash repeats it. The choice belongs to the business: a second mail is a nuisance, a missing one a complaint. Where
the other side takes a key, acting first is right, and the key removes the repetition. Mail has no such key.`,
  wrong: [
    {
      answer: "Exactly once, with a transaction.",
      why: "SMTP knows none. The server may have accepted the mail before the connection broke.",
    },
    {
      answer: "Note it before and after.",
      why: "After a crash between the two you know that you do not know. Then you still have to choose.",
    },
  ],
  followUps: [
    {
      ask: "Who deduplicates by Message-ID?",
      answer: "Some mail programs and servers, none by duty. It is the best that mail offers.",
      level: "middle",
    },
    {
      ask: "And a text message or a push?",
      answer: "Many providers take an idempotency key. Then send first, and repeat with the same key.",
      level: "senior",
      lesson: "idempotency-key",
    },
  ],
  limits: "A crash at this moment is rare. The rate of repeated mails is the rate of crashes while sending.",
};
