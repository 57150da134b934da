import type { Collection, Db, Document, Filter, FindOptions, WithId } from "mongodb";

/**
 * Where the driver looks up whether an array is to stay bytes. Its own default is `{}`, in which it finds "constructor" and
 * "__proto__", so that objects in arrays under such names came back as bytes (7.9.0).
 */
const fieldsAsRaw: Readonly<Record<string, boolean>> = Object.create(null);

/** A collection that gives back what was stored. */
export const collectionOf = <R extends Document>(db: Db, name: string): Collection<R> =>
  db.collection<R>(name, { fieldsAsRaw });

/** Those of the rows that are there, in one answer, however many they are; the driver's own first answer ends after 101. */
export async function allOf<R extends { readonly _id: string }>(
  from: Collection<R>,
  ids: readonly string[],
  options: FindOptions = {},
): Promise<readonly WithId<R>[]> {
  if (ids.length === 0) return [];
  const these: Filter<R> = { _id: { $in: [...ids] } } as Filter<R>;
  return from.find(these, { ...options, batchSize: ids.length + 1 }).toArray();
}
