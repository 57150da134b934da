import { deposit } from "../lab/once/deposits.ts";
import type { Lesson } from "../lesson.ts";

export const setOrAdd: Lesson = {
  name: "set-or-add",
  title: "SET is idempotent, they said",
  questions: [54, 58],
  ground: "chassis",
  hook: `A hundred deposits of 10 reach an account; every fifth message arrives twice, and two writers share
the work. One team adds 10 for each message. The other reads the balance and sets the new one, because SET is
idempotent.`,
  compares: "OFF: adding without message ids, setting without a version check. ON: both have both.",
  predictions: [
    {
      ask: "Each message adds 10: what is the balance? It should be 1,000.",
      measure: "added",
      unit: "",
      off: [1_200, 1_200],
      on: [1_000, 1_000],
    },
    {
      ask: "Each message sets the balance it read, plus 10: what is the balance?",
      measure: "set",
      unit: "",
      off: [500, 950],
      on: [1_000, 1_000],
    },
  ],
  async experiment({ side, seed }) {
    if (side === "on") {
      const right = await deposit(seed, { ids: true, versions: true }, "added", "set");
      return { added: right, set: right };
    }
    return {
      added: await deposit(seed, { ids: false, versions: true }, "added"),
      set: await deposit(seed, { ids: false, versions: false }, "set"),
    };
  },
  watch: [
    "Adding fails because of duplicates: twenty deposits count twice.",
    "Setting fails because of two writers: both read 50, both set 60, and one deposit is lost.",
  ],
  because: {
    file: "messaging/memory/contents.ts",
    name: "if (version !== loaded) {",
    undo: "if (version < 0) {",
  },
  explain: `SET x = 60 may be repeated without harm, as long as 60 is right. Computed from a stale value, it
is not. Adding is right in any order, and wrong when repeated. So store the id of each deposit in the same
commit as the balance (then adding is safe), and check the version that was read (then setting is safe). Our
chassis does both for every message.`,
  wrong: [
    {
      answer: "SET is idempotent, so it is right.",
      why: "Idempotent means that repeating it changes nothing more. It does not rule out another write in between.",
    },
    {
      answer: "Use $inc: it is atomic.",
      why: "Against a second writer, yes. A message that arrives twice is still added twice.",
    },
  ],
  followUps: [
    {
      ask: "Could a single `$inc` do it, with the id in the same document?",
      answer:
        "Yes: update where the ids do not contain this one, with `$inc` and `$push` together. The list of ids must be bounded.",
      level: "middle",
    },
    {
      ask: "And without a balance at all?",
      answer:
        "A ledger: one row per deposit, under its id. The balance is their sum, and a repeated insert fails.",
      level: "senior",
    },
  ],
  limits: "On our memory store. How many deposits are lost depends on how much the writers overlap.",
};
