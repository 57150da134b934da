import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { randomFrom } from "#stage/company/random.ts";
import { type Job, leasedOutbox, statusOutbox, work } from "../lab/telling/outbox-worker.ts";
import type { Lesson } from "../lesson.ts";

const rows = 1_000;

export const outboxJob: Lesson = {
  name: "outbox-job",
  title: "Pending, processing, forgotten",
  questions: [3, 74],
  ground: "chassis",
  hook: `Two workers publish a thousand rows of an outbox, fifty at a time. A row goes from \`pending\` to \`processing\`, and is deleted after the
publish. Now and then a worker dies in the middle of a batch.`,
  predictions: [
    {
      ask: "Of 1,000 events, how many are never published?",
      measure: "neverPublished",
      unit: "events",
      off: [20, 300],
      on: [0, 0],
    },
    {
      ask: "How many are published twice or more often?",
      measure: "publishedTwice",
      unit: "events",
      off: [0, 0],
      on: [1, 200],
    },
  ],
  knobs: [
    {
      name: "deaths",
      about: "of the batches end with a worker's death",
      unit: "%",
      from: 0,
      to: 50,
      step: 1,
      usual: 15,
    },
    { name: "refused", about: "of the publishes fail", unit: "%", from: 0, to: 20, step: 1, usual: 2 },
  ],
  async experiment({ side, seed, knobs: { deaths = 15, refused = 2 } }) {
    const clock = virtualClock();
    const store = memoryDatabase().connect();
    const messages = Array.from({ length: rows }, (_, n) => {
      const id = idOf(`row ${n}`);
      const about = { source: "/orders", subject: id, time: instant(clock.now()), data: {} };
      return beginning({ id, type: "orders.order-placed.v1", ...about });
    });
    const outbox = messages.map((message) => ({
      kind: "events" as const,
      id: message.id,
      attempts: 0,
      leasedUntil: 0,
      messages: [message],
    }));
    await store.commit({ processed: [], documents: [], outbox, cancelled: [], timers: [], settled: [] });
    const job: Job = side === "off" ? statusOutbox(messages.map(({ id }) => id)) : leasedOutbox(store, clock);
    const random = randomFrom(seed);
    const published = new Map<string, number>();
    const options = { clock, random, deaths: deaths / 100, refused: refused / 100, published };
    const workers = Promise.all([work(job, options), work(job, options)]);
    await clock.runToRest();
    await workers;
    return {
      neverPublished: rows - published.size,
      publishedTwice: [...published.values()].filter((times) => times > 1).length,
    };
  },
  watch: [
    "OFF, rows of a worker that died stay `processing`, rows that failed stay `failed`. No query selects them again.",
    "ON, a row that was not deleted becomes free when its lease is over. Whether it was published, nobody knows: it is published again.",
  ],
  because: {
    file: "messaging/memory/leases.ts",
    name: "const entry = Object.freeze({ ...place.entry, leasedUntil: now + leaseMs });",
    undo: "const entry = Object.freeze({ ...place.entry, leasedUntil: now + 1e15 });",
  },
  explain: `A status says what somebody was doing, and nothing about whether they still are. A lease says until when: after that the row is free again,
without anybody noticing the death. Deleting only what was confirmed makes it at-least-once. In SQL: select with FOR UPDATE SKIP
LOCKED and a LIMIT, write the lease, commit, then publish. Do not hold the locks while publishing: a slow broker would block the
table.`,
  wrong: [
    {
      answer: "SKIP LOCKED makes it exactly once.",
      why: "It keeps two workers off one row. A crash after the publish and before the deletion still repeats it.",
    },
    {
      answer: "A job resets `processing` rows every hour.",
      why: "That is a lease of an hour, for all at once, also for the rows that are being published at this moment.",
    },
  ],
  followUps: [
    {
      ask: "The lease is shorter than a publish takes. What happens?",
      answer:
        "A second worker takes the row while the first still publishes it. Nothing is lost; duplicates grow.",
      level: "middle",
      lesson: "dedup",
    },
    {
      ask: "Two workers, and events of one order must stay in order. How?",
      answer:
        "Claim by aggregate, or give each worker a share of the keys. Ours publishes what one commit wrote as one entry, and consumers take facts in any order.",
      level: "senior",
      lesson: "order",
    },
  ],
  limits:
    "On our memory store; MongoDB's adapter passes the same conformance tests, with a conditional update in place of SKIP LOCKED.",
};
