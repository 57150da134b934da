import { Conflict } from "#messaging/errors.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { collection, keyText } from "#messaging/store.ts";
import { randomFrom } from "#stage/company/random.ts";
import { showOn } from "../recording.ts";

const accounts = collection<{ readonly balance: number }>("accounts");
const account = accounts("ada");
const deposits = 100;

export interface Careful {
  /** Remembers the ids of deposits. */
  readonly ids: boolean;
  /** Checks the version of the account. */
  readonly versions: boolean;
}

/**
 * 100 deposits of 10, every fifth delivered twice, shared by two writers. Returns the balance, and shows it under
 * the names.
 */
export async function deposit(
  seed: number,
  { ids, versions }: Careful,
  ...names: readonly string[]
): Promise<number> {
  const clock = virtualClock();
  const store = memoryDatabase().connect();
  const random = randomFrom(seed);
  const show = showOn(clock);
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
    show(() => Object.fromEntries(names.map((name) => [name, balance + 10])));
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
