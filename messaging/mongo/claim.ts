import type { Collection } from "mongodb";
import type { Claim } from "../store.ts";
import type { Row } from "./rows.ts";

/**
 * Claims entries by lease. MongoDB has no SKIP LOCKED: finds candidates, marks those that are still free with
 * a new claim id, and reads the marked ones.
 */
export async function claimFrom<Entry>(
  collection: Collection<Row>,
  { now, limit, leaseMs }: Claim,
  filter: { kind?: string },
): Promise<Entry[]> {
  const free = { ...filter, leasedUntil: { $lte: now } };
  const found = await collection
    .find(free, { projection: { _id: 1 } })
    .sort({ dueAt: 1, order: 1 })
    .limit(limit)
    .toArray();
  if (found.length === 0) return [];
  const ids = found.map(({ _id }) => _id);
  const claim = crypto.randomUUID();
  const lease = { $set: { leasedUntil: now + leaseMs, claim } };
  await collection.updateMany({ ...free, _id: { $in: ids } }, lease);
  const position = new Map(ids.map((id, i) => [id, i]));
  const claimed = await collection.find({ claim, _id: { $in: ids } }).toArray();
  claimed.sort((a, b) => (position.get(a._id) ?? 0) - (position.get(b._id) ?? 0));
  return claimed.map(({ _id, claim: _, order: __, ...entry }) => ({ id: _id, ...entry }) as Entry);
}
