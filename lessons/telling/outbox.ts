import { onCompany } from "../company/on-company.ts";
import { dies, inTurn, rush, starts } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const outbox: Lesson = {
  name: "outbox",
  title: "Stored, never published",
  questions: [2, 43, 84],
  ground: "company",
  hook: `The broker is down for ten seconds. Customers keep ordering, one a second, and each gets a 202. Just
before the broker returns, the liveness probe restarts the orders service.`,
  compares:
    "OFF: events are only in the memory of the process. ON: they are in the outbox, committed with the orders.",
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
      everyMs: 1_000,
      before: {
        3: ({ faults }) => faults.stopBroker(),
        13: inTurn(dies("orders"), ({ faults }) => faults.startBroker(), starts("orders")),
      },
    }),
    off: "outbox",
    preset: { story: "crash-before-publishing", without: "outbox" },
  }),
  watch: [
    "Both sides commit every order before the crash, and both answer every customer.",
    "ON, the events are still in the outbox after the restart, and the sweeper publishes them once their lease expires.",
    "OFF, ten orders await payment forever: no other service ever learns of them.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: "await store.commit({ ...change, outbox: [] });",
  },
  explain: `A database and a broker share no transaction, so a process can die between the two writes. The
outbox makes them one write: the event is committed with the document that it reports. A relay publishes it
from memory at once; after a crash, the sweeper finds it in the outbox. The relay can die between the confirm
and the deletion, so the event may be published twice: consumers deduplicate.`,
  wrong: [
    {
      answer: "I publish inside the transaction: if the publish fails, everything rolls back.",
      why: "The broker takes no part in the transaction. If the commit fails after the publish, nothing takes the event back: a kitchen cooks an order that does not exist.",
    },
    {
      answer: "I publish right after the commit, with retries. What can happen in that millisecond?",
      why: "A deployment, an eviction, an out-of-memory kill. And while the broker is away, that millisecond lasts as long: the retry loop is in the memory of the process that dies.",
    },
    {
      answer: "Our messages are persistent, and we wait for confirms, so none is lost.",
      why: "Both protect a message that the broker has. This one never got there: the process that held it is gone.",
    },
  ],
  followUps: [
    {
      ask: "The relay dies after the publish and before the deletion. What then?",
      answer:
        "After its lease the entry is published again. That is at least once, so consumers need message ids.",
      level: "middle",
      lesson: "dedup",
    },
    {
      ask: "What does change data capture do differently?",
      answer:
        "It reads the database's log instead of a table, so it needs no polling. It also publishes rows, unless you write an outbox table for it to read.",
      level: "senior",
    },
  ],
  limits: "One crash, at the end of an outage. The simulation kills at every other moment, too.",
};
