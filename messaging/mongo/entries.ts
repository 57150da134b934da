import type { Db } from "mongodb";
import type { CallEntry, EventsEntry } from "../outbox-entry.ts";
import type { Store } from "../store.ts";
import type { Timer } from "../timer.ts";
import { claimFrom } from "./claim.ts";
import { deletion } from "./commit.ts";
import type { Guard } from "./errors.ts";
import { collectionOf } from "./find.ts";
import type { Row } from "./rows.ts";

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
        const rows = collectionOf<Pick<EventsEntry, "messages"> & { readonly _id: string }>(db, "outbox");
        await rows.updateOne({ _id: id }, { $pull: { messages: published } });
      }),

    postpone: (id, { attempts, until }) =>
      guard(async () => {
        await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
      }),
  };
}
