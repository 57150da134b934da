/** What the narrator remembers from earlier entries. */
export interface Memory {
  /** By document, its last status. */
  readonly statuses: Map<string, string>;
  /** By call and cause, the idempotency key. */
  readonly keys: Map<string, string>;
  /** By order, the charges in the provider's ledger. */
  readonly charges: Map<string, Set<string>>;
  /** By order, how many charges the ledger had when an attempt failed last. */
  readonly chargesAtFailure: Map<string, number>;
  /** The notifications that were sent. */
  readonly mails: Set<string>;
  /** The reported waits, by instance and server. */
  readonly waiting: Set<string>;
  /** By fault, when it began. */
  readonly since: Map<string, number>;
  /** Whether each attempt of a call has the same idempotency key now: in real time the guarantee can be switched off meanwhile. */
  readonly hasStableKeys: () => boolean;
}

export const newMemory = (hasStableKeys: () => boolean): Memory => ({
  statuses: new Map(),
  keys: new Map(),
  charges: new Map(),
  chargesAtFailure: new Map(),
  mails: new Set(),
  waiting: new Set(),
  since: new Map(),
  hasStableKeys,
});
