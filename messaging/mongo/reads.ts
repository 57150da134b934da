import type { Collection, Db } from "mongodb";
import { Unavailable } from "../errors.ts";
import { type Key, keyText, type Store, type Versioned } from "../store.ts";
import { allOf, collectionOf } from "./find.ts";
import { byCollection, documentOf, type ProcessedRow, processedOf, type Row } from "./rows.ts";

/** The store's methods that read. */
export function readMethods(db: Db): Pick<Store, "load" | "get" | "list"> {
  const processed = collectionOf<ProcessedRow>(db, "processed_messages");
  return {
    async load(ids, keys) {
      const [rows, documents] = await Promise.all([allOf(processed, ids), loadDocuments(db, keys)]);
      await requireMajority(processed, rows);
      return { processed: new Map(rows.map((row) => [row._id, processedOf(row)])), documents };
    },

    async get(key) {
      const row = await collectionOf<Row>(db, key.collection).findOne({ _id: key.id });
      return row ? documentOf(row) : undefined;
    },

    async list(from, { where, newestFirst, limit }) {
      const found = collectionOf<Row>(db, from.collection).find({ ...where });
      const sorted = found.sort({ [newestFirst]: -1, _id: 1 }).limit(limit);
      return (await sorted.toArray()).map((row) => documentOf(row));
    },
  };
}

async function loadDocuments(db: Db, keys: readonly Key[]): Promise<Map<string, Versioned>> {
  const documents = new Map<string, Versioned>(
    keys.map((key) => [keyText(key), { version: 0, document: undefined }]),
  );
  const groups = byCollection(keys, ({ collection }) => collection);
  await Promise.all(
    [...groups].map(async ([collection, group]) => {
      const ids = [...new Set(group.map(({ id }) => id))];
      for (const row of await allOf(collectionOf<Row>(db, collection), ids)) {
        const key = `${collection}/${row._id}`;
        documents.set(key, { version: row.version ?? 0, document: documentOf(row) });
      }
    }),
  );
  return documents;
}

/**
 * Requires that the majority has the records of handled messages. The inbox acknowledges a duplicate without
 * handling it. If only the primary has the record, a failover can roll it back, and the message is lost.
 *
 * @throws Unavailable if the majority does not have all of them yet
 */
async function requireMajority(
  processed: Collection<ProcessedRow>,
  rows: readonly { readonly _id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const filter = { _id: { $in: rows.map(({ _id }) => _id) } };
  const count = await processed.countDocuments(filter, { readConcern: { level: "majority" } });
  if (count < rows.length) throw new Unavailable("the latest commits have not reached the majority yet");
}
