import type { ProcessedMessage } from "../store.ts";

/** A row of any collection. */
export interface Row {
  readonly _id: string;
  readonly version?: number;
  readonly leasedUntil?: number;
  readonly [field: string]: unknown;
}

/** `at` is a date here, for the TTL index. */
export type ProcessedRow = Omit<ProcessedMessage, "id" | "at"> & { readonly _id: string; readonly at: Date };

export const processedRow = ({ id, at, ...rest }: ProcessedMessage): ProcessedRow => ({
  _id: id,
  at: new Date(at),
  ...rest,
});

export const processedOf = ({ _id, at, answer, ...rest }: ProcessedRow): ProcessedMessage => ({
  id: _id,
  at: at.toISOString(),
  ...rest,
  answer: answer ?? undefined,
});

export function documentOf<Document extends object>({ _id, version, ...document }: Row): Document {
  return document as Document;
}

/** An outbox entry or timer. `order` keeps the order of commit, as far as the instances' clocks agree. */
export const entryRow = ({ id, ...entry }: { readonly id: string }): Row => ({
  _id: id,
  order: nextOrder(),
  ...entry,
});

let lastOrder = 0;

/** Microseconds since 1970, unique within the process. */
function nextOrder(): number {
  lastOrder = Math.max(lastOrder + 1, Date.now() * 1_000);
  return lastOrder;
}

/** Groups items by their collection. */
export function byCollection<T>(all: readonly T[], collectionOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(collectionOf(one));
    if (group) group.push(one);
    else groups.set(collectionOf(one), [one]);
  }
  return groups;
}
