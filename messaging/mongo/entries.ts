import type { Collection, Db } from "mongodb";
import type { CallEntry, EventsEntry } from "../outbox.ts";
import type { Claim, Store } from "../store.ts";
import type { Timer } from "../timers.ts";
import { deletion } from "./commit.ts";
import type { Guard } from "./errors.ts";
import { collectionOf } from "./find.ts";
import type { EventsRow, Row } from "./rows.ts";

type EntryMethods = Pick<
  Store,
  "claimEvents" | "claimCalls" | "claimTimers" | "nextTimerAt" | "settle" | "leaveOnly" | "postpone"
>;

/** The store's methods for outbox entries and timers. */
export function entryMethods(db: Db, guard: Guard): EntryMethods {
  const outbox = collectionOf<Row>(db, "outbox");
  const timers = collectionOf<Row>(db, "timers");
  return {
    claimEvents: (claim) => guard(() => claimFrom<EventsEntry>(outbox, claim, { kind: "events" })),
    claimCalls: (claim) => guard(() => claimFrom<CallEntry>(outbox, claim, { kind: "call" })),
    claimTimers: (claim) => guard(() => claimFrom<Timer>(timers, claim, {})),

    nextTimerAt: () =>
      guard(async () => {
        const next = await timers.findOne({}, { sort: { leasedUntil: 1 }, projection: { leasedUntil: 1 } });
        return next?.leasedUntil;
      }),

    settle: (ids) =>
      guard(async () => {
        if (ids.length === 0) return;
        // Does not wait for the majority: an entry that a crash brings back is repeated, and deduplicated.
        const command = { deletes: ids.map(deletion), writeConcern: { w: 1 } };
        const { n } = await db.command({ delete: "outbox", ...command });
        if (n < ids.length) await db.command({ delete: "timers", ...command });
      }),

    leaveOnly: (id, messageIds) =>
      guard(async () => {
        const published = { id: { $nin: [...messageIds] } };
        const rows = collectionOf<EventsRow>(db, "outbox");
        await rows.updateOne({ _id: id }, { $pull: { messages: published } });
      }),

    postpone: (id, { attempts, until }) =>
      guard(async () => {
        await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
      }),
  };
}

/**
 * Claims entries by lease. MongoDB has no SKIP LOCKED: finds candidates, marks those that are still free with
 * a new claim id, and reads the marked ones.
 */
async function claimFrom<Entry>(
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
