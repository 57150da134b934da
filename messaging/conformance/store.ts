import type { Store } from "../store.ts";
import { storeCommits } from "./store-commits.ts";
import { storeLeases } from "./store-leases.ts";
import { storeReads } from "./store-reads.ts";

export interface StoreHarness {
  /** Goes on with a new, empty database. */
  reset(): Promise<void>;
  /** One more handle, as of one more instance of the service, on the database of this test. */
  connect(): Promise<Store>;
  /** Takes the database away from all handles, and gives it back with all that was in it. */
  setAway(away: boolean): Promise<void>;
  cleanup(): Promise<void>;
}

/** What a test finds: a new database, and two instances of a service that use it. */
export interface AtStore {
  readonly harness: StoreHarness;
  readonly store: Store;
  readonly other: Store;
}

/** What every store must do, in the failure cases too. Only claims know the time, and they bring it along. */
export function storeConformance(name: string, start: () => Promise<StoreHarness>): void {
  describe(`Store, as ${name}`, function () {
    this.timeout(60_000);
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
  });
}
