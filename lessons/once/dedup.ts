import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const dedup: Lesson = {
  name: "dedup",
  title: "Every message twice",
  questions: [5, 19, 52],
  ground: "company",
  hook: `On a bad night every publish is repeated, because no confirm arrived in time. One customer orders one
pizza, and every event reaches each consumer twice.`,
  compares:
    "OFF: services do not record which messages they have handled. ON: they do, and skip a message they know.",
  predictions: [
    {
      ask: "How many notifications does the customer get twice?",
      measure: "notifiedTwice",
      unit: "notifications",
      off: [5, 5],
      on: [0, 0],
    },
    {
      ask: "In how many cases does a service handle the same message twice?",
      measure: "handledTwice",
      unit: "messages",
      off: [20, 28],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: "every-message-twice", off: "dedup" }),
  watch: [
    "ON, each second copy is a `duplicate` in the timeline.",
    "OFF, two dozen messages are handled twice, but the customer notices only the mails.",
    "The card is charged once on both sides: the payment's status and the idempotency key protect it as well.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: "await store.commit({ ...change, processed: [] });",
  },
  explain: `At-least-once delivery repeats, so a consumer must recognize a repetition. It stores the id of
each handled message under a unique index, in the transaction of its effects. Behind that stand further
defenses: a status that allows each transition once, an idempotency key for the charge. Mails have neither, so
the customer notices them first.`,
  wrong: [
    {
      answer: "Check a Redis first.",
      why: "Redis and the database share no transaction. A crash between the two loses the message, or repeats it.",
    },
    {
      answer: "Idempotent handlers are enough.",
      why: "If every handler is, yes. Sending a mail has no idempotent form, and each new handler must be idempotent, too.",
    },
  ],
  followUps: [
    {
      ask: "How long do you keep the ids?",
      answer:
        "For longer than a redelivery can take: the longest outage, plus all retries, plus a manual redrive. Here 14 days.",
      level: "middle",
    },
    {
      ask: "Two services handle the same message. Do they share a table of ids?",
      answer: "No. Each has one in its own database, because no transaction spans both.",
      level: "senior",
      lesson: "where-the-id-lives",
    },
  ],
  limits: "Duplicates share a message id. Two different messages about one fact need a business key.",
};
