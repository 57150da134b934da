import type { memoryDatabase } from "#messaging/memory/store.ts";
import { collection } from "#messaging/store.ts";

const asked = collection<{ readonly question: number }>("asked");

/** The requests that wait for a reply. */
export interface Memory {
  remember(n: number): Promise<void>;
  knows(n: number): Promise<boolean>;
}

export function inAMap(): Memory {
  const known = new Set<number>();
  return {
    remember: async (n) => void known.add(n),
    knows: async (n) => known.has(n),
  };
}

export function inAStore(database: ReturnType<typeof memoryDatabase>): Memory {
  const store = database.connect();
  const nothing = { outbox: [], cancelled: [], timers: [], settled: [], processed: [] };
  return {
    async remember(n) {
      const document = { key: asked(String(n)), loaded: 0, version: 1, document: { question: n } };
      await store.commit({ ...nothing, documents: [document] });
    },
    knows: async (n) => (await store.get(asked(String(n)))) !== undefined,
  };
}
