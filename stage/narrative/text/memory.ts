/** What the narrator keeps in mind from one entry to the next. */
export interface Memory {
  /** By document, its last status. */
  readonly statuses: Map<string, string>;
  /** By call and cause, the idempotency key. */
  readonly keys: Map<string, string>;
  /** By order, the charges in the provider's ledger. */
  readonly charges: Map<string, Set<string>>;
  /** The notifications that were sent. */
  readonly mails: Set<string>;
  /** Who said that it waits, and for what. */
  readonly waiting: Set<string>;
  /** By fault, when it began. */
  readonly since: Map<string, number>;
  /** Whether each attempt of a call has the same idempotency key. */
  readonly hasStableKeys: boolean;
}

export const newMemory = (hasStableKeys: boolean): Memory => ({
  statuses: new Map(),
  keys: new Map(),
  charges: new Map(),
  mails: new Set(),
  waiting: new Set(),
  since: new Map(),
  hasStableKeys,
});
