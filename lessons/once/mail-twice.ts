import { killedWhileSending, notesFirst, sendsFirst } from "../company/first-mail.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const mailTwice: Lesson = {
  name: "mail-twice",
  title: "One mail too few, or one too many",
  questions: [37, 51],
  ground: "company",
  hook: `Sending a mail and recording that it was sent are two steps, and notifications dies between them. An
engineer proposes to swap the steps.`,
  compares: "OFF: notifications records the mail, then sends it. ON: it sends the mail, then records it.",
  predictions: [
    {
      ask: "Recorded first (OFF), sent first (ON): how often does the customer get the mail?",
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
  explain: `An effect outside the database cannot be in its transaction. So one of two faults remains: record
first, and a crash loses the effect; act first, and a crash repeats it. The choice belongs to the business: a
second mail is a nuisance, a missing one a complaint. Where the other side accepts a key, act first, and the
key removes the repetition. Mail has no such key.`,
  wrong: [
    {
      answer: "Exactly once, with a transaction.",
      why: "SMTP has none. The server may have accepted the mail before the connection broke.",
    },
    {
      answer: "Record it before and after.",
      why: "After a crash between the two you only know that you do not know, and still have to choose.",
    },
  ],
  followUps: [
    {
      ask: "What deduplicates by Message-ID?",
      answer: "Some mail programs and servers; no standard obliges them. Mail offers nothing better.",
      level: "middle",
    },
    {
      ask: "And a text message or a push?",
      answer: "Many providers accept an idempotency key. Then send first, and repeat with the same key.",
      level: "senior",
      lesson: "idempotency-key",
    },
  ],
  limits: "A crash at this moment is rare. The rate of repeated mails is the rate of crashes while sending.",
};
