import { onCompany } from "../company/on-company.ts";
import { photoFinish } from "../company/photo-finish.ts";
import type { Lesson } from "../lesson.ts";

export const publishFirst: Lesson = {
  name: "publish-first",
  title: "Published, then decided otherwise",
  questions: [84],
  ground: "company",
  hook: `To be sure that no event is ever missed, a team publishes first and commits afterwards. Twenty
customers confirm their payments in the very second in which the payments expire. Now restaurants cook for
payments that do not exist.`,
  compares: "OFF: publish, then commit. ON: commit, then publish.",
  predictions: [
    {
      ask: "How many events are handled that were never committed?",
      measure: "neverCommitted",
      unit: "events",
      off: [3, 40],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: photoFinish(20), off: "commit-before-publish" }),
  watch: [
    "Two instances decide about the same payment. One commits; the other gets a conflict and decides again.",
    "OFF, the loser has already published what it did not commit.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: "committed(change);\n    await store.commit(change);",
  },
  explain: `A commit can fail: another instance was faster, the database is away, the document is too large. A
published event cannot be taken back, so it must report only what is certain. Commit first, with the event in
the outbox; publish afterwards. The event may then be late, but never false.`,
  wrong: [
    {
      answer: "Publish first: then no event is missing.",
      why: "None is missing, and some are false. A missing event can be published late; a false one is acted upon.",
    },
    {
      answer: "Publish inside the transaction, just before its commit.",
      why: "The broker is not part of the transaction. If the commit fails, the event is already out.",
    },
  ],
  followUps: [
    {
      ask: "Why does the loser of a conflict decide again, instead of just writing again?",
      answer: "Its decision was based on an older document: the payment may have succeeded meanwhile.",
      level: "middle",
      lesson: "version-check",
    },
    {
      ask: "Would change data capture avoid this?",
      answer: "Yes. It reads only committed data, so an uncommitted fact never leaves the database.",
      level: "senior",
    },
  ],
  limits: "The number depends on how many races the seed produces; it is never zero without the guarantee.",
};
