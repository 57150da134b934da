import type { Store } from "../store.ts";

/** What the suite needs of an adapter and its database. */
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
