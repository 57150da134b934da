import type { Store } from "../store.ts";
import { storeCommits } from "./store-commits.ts";
import type { AtStore, StoreHarness } from "./store-harness.ts";
import { storeLeases } from "./store-leases.ts";
import { storeReads } from "./store-reads.ts";
import { storeSoloAttempts } from "./store-solo-attempts.ts";
import { storeStorable } from "./store-storable.ts";

/**
 * The behavior that every store adapter must have, including failures. Claims carry the time; nothing else
 * uses it.
 */
export function storeConformance(name: string, start: () => Promise<StoreHarness>): void {
  describe(`Store, as ${name}`, () => {
    let harness: StoreHarness;
    let store: Store;
    let other: Store;

    before(async () => {
      harness = await start();
    });
    beforeEach(async () => {
      await harness.reset();
      store = await harness.connect();
      other = await harness.connect();
    });
    afterEach(async () => {
      await store.close();
      await other.close();
    });
    after(() => harness.cleanup());

    const at: AtStore = {
      get harness() {
        return harness;
      },
      get store() {
        return store;
      },
      get other() {
        return other;
      },
    };
    storeCommits(at);
    storeLeases(at);
    storeReads(at);
    storeSoloAttempts(at);
    storeStorable(at);
  });
}
