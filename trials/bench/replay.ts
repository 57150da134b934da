import { Conflict } from "#messaging/errors.ts";
import type { Change, Store } from "#messaging/store.ts";

/** How many commits are remembered, and how many messages one must have. */
const kept = 2;
const least = 100;

/** A store that passes everything on, and remembers the newest large commits. */
export function remembering(store: Store): Store & { remembered(): readonly Change[] } {
  const changes: Change[] = [];
  return {
    ...store,
    async commit(change) {
      await store.commit(change);
      if (change.processed.length < least) return;
      changes.push(change);
      if (changes.length > kept) changes.shift();
    },
    remembered: () => changes,
  };
}

/**
 * Commits the same writes again and again, under new ids, and settles what a relay would: what the store can do when nobody
 * loads, decides or publishes anything. Says how many messages that were.
 */
export async function replay(store: Store, changes: readonly Change[], ms: number): Promise<number> {
  const until = performance.now() + ms;
  let messages = 0;
  for (let round = 0; changes.length > 0 && performance.now() < until; round += 1) {
    for (const [nth, change] of changes.entries()) {
      const again = renamed(change, `${nth}/${round}`, `${nth}/${Math.floor(round / 8)}`, round % 8);
      await commit(store, again);
      messages += again.processed.length;
      const waiting = [...again.outbox, ...again.timers].map(({ id }) => id);
      if (waiting.length > 0) await store.settle(waiting);
    }
  }
  return messages;
}

/** As the inbox does: what was settled a moment ago may still be there for a transaction that begins, and be gone when it cancels that. */
async function commit(store: Store, change: Change): Promise<void> {
  for (;;) {
    try {
      return await store.commit(change);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}

/** Every document is written eight times: made once, and replaced seven times. */
const renamed = (change: Change, mark: string, documentMark: string, loaded: number): Change => ({
  processed: change.processed.map((one) => ({ ...one, id: `${one.id}/${mark}` })),
  documents: change.documents.map(({ key, document }) => ({
    key: { ...key, id: `${key.id}/${documentMark}` },
    loaded,
    version: loaded + 1,
    document,
  })),
  outbox: change.outbox.map((one) => ({ ...one, id: `${one.id}/${mark}` })),
  timers: change.timers.map((one) => ({ ...one, id: `${one.id}/${mark}` })),
  cancelled: change.cancelled,
  settled: [],
});
