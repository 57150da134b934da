import { onCompany } from "../company/on-company.ts";
import { photoFinish } from "../company/photo-finish.ts";
import type { Lesson } from "../lesson.ts";

export const versionCheck: Lesson = {
  name: "version-check",
  title: "Paid, and expired",
  questions: [20, 56],
  ground: "company",
  hook: `Payments runs two instances. Thirty customers confirm in the very second their payments expire. One
instance handles the money, the other the timer, and both have loaded the same document.`,
  compares:
    "OFF: the last write wins. ON: a write is refused if the document has changed since it was loaded.",
  predictions: [
    {
      ask: "How many status transitions are illegal, such as from paid to expired?",
      measure: "illegal",
      unit: "transitions",
      off: [1, 30],
      on: [0, 0],
    },
  ],
  experiment: onCompany({ story: photoFinish(30), off: "version-check" }),
  watch: [
    "ON, each race ends in a conflict: the loser loads the document again and decides anew.",
    "OFF, the last write wins, and both events are published: succeeded and expired.",
  ],
  because: {
    file: "messaging/memory/contents.ts",
    name: "if (version !== loaded) {",
    undo: "if (version < 0) {",
  },
  explain: `Each document has a version. A commit names the version it decided about, and fails if that is no
longer current. The loser reacts again, to the document as it is now. The check costs one condition in the
update, locks nothing, and works with any number of instances. The MongoDB adapter has the same condition in
its filter, and reports 0 modified documents as a conflict.`,
  wrong: [
    {
      answer: "SELECT FOR UPDATE everywhere.",
      why: "It works, and makes all wait for the slowest. Conflicts are rare: pay only when one happens.",
    },
    {
      answer: "A lock in Redis.",
      why: "It can expire while its owner still writes. Only a version check in the database stops that write.",
    },
  ],
  followUps: [
    {
      ask: "The update modified 0 documents. Is that always a conflict?",
      answer:
        "No. An earlier attempt may have succeeded, and its answer was lost. Look for the message id first.",
      level: "senior",
    },
    {
      ask: "Every message writes one document, such as a courier roster. What then?",
      answer: "It conflicts all the time. Split it, or send all its messages through one partition.",
      level: "senior",
      lesson: "sharding",
    },
  ],
  limits:
    "Races on one document. A rule over several documents (write skew) needs them all in the version check.",
};
