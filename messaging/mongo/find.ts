import type { Collection, Db, Document, Filter, FindOptions, WithId } from "mongodb";

/**
 * The fields that the driver returns as raw bytes: none. Its default is `{}`, which inherits "constructor"
 * and "__proto__", so arrays of objects under these names are returned as bytes (7.9.0).
 */
const fieldsAsRaw: Readonly<Record<string, boolean>> = Object.create(null);

/** A collection that returns documents as they were stored. */
export const collectionOf = <R extends Document>(db: Db, name: string): Collection<R> =>
  db.collection<R>(name, { fieldsAsRaw });

/** The rows with these ids that exist, in one reply. By default, the first reply has at most 101 rows. */
export async function allOf<R extends { readonly _id: string }>(
  from: Collection<R>,
  ids: readonly string[],
  options: FindOptions = {},
): Promise<readonly WithId<R>[]> {
  if (ids.length === 0) return [];
  const filter = { _id: { $in: [...ids] } } as Filter<R>;
  return from.find(filter, { ...options, batchSize: ids.length + 1 }).toArray();
}
