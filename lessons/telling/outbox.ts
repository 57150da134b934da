import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const outbox: Lesson = {
  name: "outbox",
  title: "Stored, never published",
  questions: [2, 43, 84],
  ground: "company",
  hook: `A customer orders a pizza and gets a 202. The orders service commits the order and dies before it
publishes the event. A minute later it restarts.`,
  compares:
    "OFF: the event is only in the memory of the process. ON: it is in the outbox, committed with the order.",
  predictions: [
    {
      ask: "One customer orders. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [1, 1],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: "crash-before-publishing", off: "outbox" }),
  watch: [
    "Both sides commit the order before the crash, and both answer the customer.",
    "ON, the event is still in the outbox after the restart, and the sweeper publishes it once its lease expires.",
    "OFF, the order is awaiting payment forever: no other service ever learns of it.",
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
      why: "A deployment, an eviction, an out-of-memory kill. The retry loop is in the memory of the process that dies, and at 100 orders a second one of them is often in that millisecond.",
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
  limits: "One crash at the worst moment. The simulation kills at every other moment, too.",
};
