import { Conflict } from "#messaging/errors.ts";
import type { Change, Store } from "#messaging/store.ts";

/** How many commits to record, and the minimum number of messages in each. */
const kept = 2;
const least = 100;

/** Wraps a store, and records the newest large commits. */
export function recording(store: Store): Store & { recorded(): readonly Change[] } {
  const changes: Change[] = [];
  return {
    ...store,
    async commit(change) {
      await store.commit(change);
      if (change.processed.length < least) return;
      changes.push(change);
      if (changes.length > kept) changes.shift();
    },
    recorded: () => changes,
  };
}

/**
 * Commits the same writes repeatedly under new ids, and settles the entries as a relay would. This is the store's ceiling: nothing
 * is loaded, decided or published. Returns the number of messages.
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

/** Retries conflicts as the inbox does: a transaction may still see an entry that was just settled, and conflict over it. */
async function commit(store: Store, change: Change): Promise<void> {
  for (;;) {
    try {
      return await store.commit(change);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}

/** Each document is written eight times: inserted once, then replaced seven times. */
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
