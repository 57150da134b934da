import { publishRows } from "../lab/telling/outbox-worker.ts";
import type { Lesson } from "../lesson.ts";

export const outboxJob: Lesson = {
  name: "outbox-job",
  title: "Pending, processing, forgotten",
  questions: [3, 74],
  ground: "chassis",
  hook: `Two workers publish a thousand outbox rows, fifty at a time. A row goes from \`pending\` to
\`processing\`, and is deleted after the publish. Now and then a worker dies in the middle of a batch.`,
  compares: "OFF: a row in `processing` is never taken again. ON: a row is leased, and the lease expires.",
  predictions: [
    {
      ask: "Of 1,000 events, how many are never published?",
      measure: "neverPublished",
      unit: "events",
      off: [20, 300],
      on: [0, 0],
    },
    {
      ask: "How many messages reach the broker, counting repetitions?",
      measure: "publishes",
      unit: "messages",
      off: [700, 980],
      on: [1_001, 1_200],
    },
  ],
  knobs: [
    { name: "deaths", about: "of the batches kill a worker", unit: "%", from: 0, to: 50, step: 1, usual: 15 },
    { name: "refused", about: "of the publishes fail", unit: "%", from: 0, to: 20, step: 1, usual: 2 },
  ],
  experiment: ({ side, seed, knobs: { deaths = 15, refused = 2 } }) =>
    publishRows({
      seed,
      rows: 1_000,
      areLeased: side === "on",
      deaths: deaths / 100,
      refused: refused / 100,
    }),
  watch: [
    "OFF, the rows of a dead worker stay `processing`, and failed rows stay `failed`. No query selects them again.",
    "ON, a row that was not deleted becomes free when its lease expires. It may have been published: it is published again.",
  ],
  because: {
    file: "messaging/memory/claims.ts",
    name: "const entry = Object.freeze({ ...place.entry, leasedUntil: now + leaseMs });",
    undo: "const entry = Object.freeze({ ...place.entry, leasedUntil: now + 1e15 });",
  },
  explain: `A status says what a worker was doing, not whether it is still alive. A lease has an end: after
that the row is free again, and no one has to detect the death. Deleting only confirmed rows makes it
at-least-once. In SQL: select with FOR UPDATE SKIP LOCKED and a LIMIT, write the lease, commit, then publish.
Do not hold the locks while publishing: a slow broker would block the table.`,
  wrong: [
    {
      answer: "SKIP LOCKED makes it exactly once.",
      why: "It keeps two workers off one row. A crash between publish and deletion still repeats the event.",
    },
    {
      answer: "A job resets `processing` rows every hour.",
      why: "That is a one-hour lease that ends for all rows at once, even for those being published right then.",
    },
  ],
  followUps: [
    {
      ask: "The lease is shorter than a publish takes. What happens?",
      answer: "A second worker publishes the row, too. Nothing is lost; there are more duplicates.",
      level: "middle",
      lesson: "dedup",
    },
    {
      ask: "Two workers, and events of one order must stay in order. How?",
      answer:
        "Claim by aggregate, or give each worker a share of the keys. Ours publishes a commit's events as one entry, and consumers accept facts in any order.",
      level: "senior",
      lesson: "order",
    },
  ],
  limits:
    "On our memory store. MongoDB's adapter passes the same tests, with conditional updates for SKIP LOCKED.",
};
