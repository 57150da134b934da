import { onCompany } from "../company/on-company.ts";
import { dies, inTurn, rush, starts } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const earlyAck: Lesson = {
  name: "early-ack",
  title: "Acknowledged, and then forgotten",
  questions: [42, 48],
  ground: "company",
  hook: `To shorten its queue, payments acknowledges each message on arrival. Five customers order each second.
The database of payments fails over, which takes two seconds, and the liveness probe restarts payments.`,
  compares: "OFF: payments acknowledges on arrival. ON: it acknowledges after the commit.",
  predictions: [
    {
      ask: "Fourteen customers order. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [10, 10],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 14,
      everyMs: 200,
      before: {
        3: ({ faults }) => faults.stopDatabase("payments"),
        13: inTurn(dies("payments"), ({ faults }) => faults.startDatabase("payments"), starts("payments")),
      },
    }),
    off: "late-acknowledgement",
    preset: { story: "crash-before-committing", without: "late-acknowledgement" },
  }),
  watch: [
    "ON, the broker still has the messages when the connection drops, and delivers them again.",
    "OFF, the broker deleted them at the acknowledgement, and the only copies died with the process.",
  ],
  because: {
    file: "messaging/inbox/receiver.ts",
    name: 'report({ kind: "received", message,',
    undo: 'delivery.ack();\n    report({ kind: "received", message,',
  },
  explain: `An acknowledgement tells the broker to forget the message. So it belongs after the commit: a crash
before it then means one more delivery, never a loss. That is at-least-once delivery, and the consumer
recognizes the second delivery by its id. Acknowledging on arrival, or automatically, is at-most-once
delivery: fast, and right for data that the next message replaces.`,
  wrong: [
    {
      answer: "Automatic acknowledgement is fine, because TCP is reliable.",
      why: "TCP delivers to the process, which dies with its messages. Prefetch does not apply either: one consumer gets them all.",
    },
    {
      answer: "Acknowledge first, and record which messages are in progress.",
      why: "That record is a second queue, in your database. The broker already keeps one.",
    },
  ],
  followUps: [
    {
      ask: "Prefetch is 500, and the process dies. How many messages are redelivered?",
      answer: "Up to 500. Those with a commit whose acknowledgement was still under way are duplicates.",
      level: "middle",
      lesson: "dedup",
    },
    {
      ask: "May a consumer acknowledge in batches?",
      answer:
        "Yes, with `multiple`, after the batch has been committed. Each acknowledgement covers all earlier deliveries of the channel.",
      level: "senior",
    },
  ],
  limits: "Ten messages were in progress. With automatic acknowledgement and a long queue, thousands are.",
};
