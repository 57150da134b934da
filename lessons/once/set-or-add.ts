import { Conflict } from "#messaging/errors.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { collection, keyText } from "#messaging/store.ts";
import { randomFrom } from "#stage/company/random.ts";
import type { Lesson } from "../lesson.ts";

const accounts = collection<{ readonly balance: number }>("accounts");
const account = accounts("ada");
const deposits = 100;

interface Careful {
  /** Remembers the ids of deposits. */
  readonly ids: boolean;
  /** Checks the version of the account. */
  readonly versions: boolean;
}

/** 100 deposits of 10, every fifth delivered twice, and two writers that share them. Returns the balance. */
async function deposit(seed: number, { ids, versions }: Careful): Promise<number> {
  const clock = virtualClock();
  const store = memoryDatabase().connect();
  const random = randomFrom(seed);
  const waiting = Array.from({ length: deposits }, (_, n) => String(n)).flatMap((id, n) =>
    n % 5 === 0 ? [id, id] : [id],
  );
  const think = () =>
    new Promise<void>((resolve) => clock.at(clock.now() + 1 + Math.floor(random() * 10), resolve));

  async function write(id: string): Promise<void> {
    const before = await store.load(ids ? [id] : [], [account]);
    if (before.processed.has(id)) return;
    const { version, document } = before.documents.get(keyText(account)) ?? {
      version: 0,
      document: undefined,
    };
    const balance = (document as { readonly balance: number } | undefined)?.balance ?? 0;
    await think();
    const now = (await store.load([], [account])).documents.get(keyText(account))?.version ?? 0;
    const loaded = versions ? version : now;
    const processed = { id, type: "deposit", at: instant(clock.now()), outcome: "handled" as const };
    await store.commit({
      processed: ids ? [{ ...processed, caused: [], answer: undefined }] : [],
      documents: [{ key: account, loaded, version: loaded + 1, document: { balance: balance + 10 } }],
      outbox: [],
      cancelled: [],
      timers: [],
      settled: [],
    });
  }

  async function writer(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      for (let isDone = false; !isDone; ) {
        try {
          await write(id);
          isDone = true;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    }
  }

  const writers = Promise.all([writer(), writer()]);
  await clock.runToRest();
  await writers;
  return (await store.get(account))?.balance ?? 0;
}

export const setOrAdd: Lesson = {
  name: "set-or-add",
  title: "SET is idempotent, they said",
  questions: [54, 58],
  ground: "chassis",
  hook: `A hundred deposits of 10 reach an account; every fifth message comes twice, and two writers share the work. One team adds 10 for each
message. The other reads the balance and sets the new one, because SET is idempotent.`,
  predictions: [
    {
      ask: "Each message adds 10: what is the balance? 1,000 is right.",
      measure: "added",
      unit: "",
      off: [1_200, 1_200],
      on: [1_000, 1_000],
    },
    {
      ask: "Each message sets what was read, plus 10: what is the balance?",
      measure: "set",
      unit: "",
      off: [500, 950],
      on: [1_000, 1_000],
    },
  ],
  async experiment({ side, seed }) {
    if (side === "on") {
      const right = await deposit(seed, { ids: true, versions: true });
      return { added: right, set: right };
    }
    return {
      added: await deposit(seed, { ids: false, versions: true }),
      set: await deposit(seed, { ids: false, versions: false }),
    };
  },
  watch: [
    "Adding fails because of duplicates: twenty deposits count twice.",
    "Setting fails because of two writers: both read 50, both set 60, and one deposit is gone.",
  ],
  because: {
    file: "messaging/memory/contents.ts",
    name: "if (version !== loaded) {",
    undo: "if (version < 0) {",
  },
  explain: `SET x = 60 may be repeated without harm, as long as 60 is right. What was computed from an old value is not. Adding is right in any order,
and wrong when repeated. So remember the id of each deposit, in the same commit as the balance (then adding is safe), and check
the version that was read (then setting is safe). Our chassis does both for every message.`,
  wrong: [
    {
      answer: "SET is idempotent, so it is right.",
      why: "Idempotent means that repeating it changes nothing more. It does not mean that nobody wrote in between.",
    },
    {
      answer: "Use $inc: it is atomic.",
      why: "Against a second writer, yes. A message that comes twice is still added twice.",
    },
  ],
  followUps: [
    {
      ask: "Could one `$inc` do it, with the id in the same document?",
      answer:
        "Yes: update where the ids do not contain this one, `$inc` and `$push` together. The list of ids must be bounded.",
      level: "middle",
    },
    {
      ask: "And without a balance at all?",
      answer:
        "A ledger: one row for each deposit, under its id. The balance is a sum, and a repeated insert fails.",
      level: "senior",
    },
  ],
  limits: "On our memory store. The number of lost deposits depends on how much the writers overlap.",
};
