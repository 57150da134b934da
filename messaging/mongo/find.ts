import type { Collection, Filter, FindOptions, WithId } from "mongodb";

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
