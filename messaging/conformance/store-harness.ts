import type { Store } from "../store.ts";

/** What the suite needs from an adapter and its database. */
export interface StoreHarness {
  /** Switches to a new, empty database. */
  reset(): Promise<void>;
  /** Connects another instance of the service to the current database. */
  connect(): Promise<Store>;
  /** Stops the database, or starts it again with its contents. */
  setAway(away: boolean): Promise<void>;
  cleanup(): Promise<void>;
}

/** What each test gets: a new database, and two instances of a service that use it. */
export interface AtStore {
  readonly harness: StoreHarness;
  readonly store: Store;
  readonly other: Store;
}
