import type { Db } from "mongodb";
import type { CallEntry, EventsEntry } from "../outbox-entry.ts";
import type { Store } from "../store.ts";
import type { Timer } from "../timer.ts";
import { claimFrom } from "./claim.ts";
import { deletion } from "./commit.ts";
import { collectionOf } from "./find.ts";
import type { Row } from "./rows.ts";

/** The store's methods for outbox entries and timers. */
export function entryMethods(db: Db) {
  const outbox = collectionOf<Row>(db, "outbox");
  const timers = collectionOf<Row>(db, "timers");
  return {
    claimEvents: (claim) => claimFrom<EventsEntry>(outbox, claim, { kind: "events" }),
    claimCalls: (claim) => claimFrom<CallEntry>(outbox, claim, { kind: "call" }),
    claimTimers: (claim) => claimFrom<Timer>(timers, claim, {}),

    async nextTimerAt() {
      const next = await timers.findOne({}, { sort: { leasedUntil: 1 }, projection: { leasedUntil: 1 } });
      return next?.leasedUntil;
    },

    async settle(ids) {
      if (ids.length === 0) return;
      // Does not wait for the majority: an entry that a crash brings back is repeated, and deduplicated.
      const command = { deletes: ids.map(deletion), writeConcern: { w: 1 } };
      const { n } = await db.command({ delete: "outbox", ...command });
      if (n < ids.length) await db.command({ delete: "timers", ...command });
    },

    async leaveOnly(id, messageIds) {
      const published = { id: { $nin: [...messageIds] } };
      const rows = collectionOf<Pick<EventsEntry, "messages"> & { readonly _id: string }>(db, "outbox");
      await rows.updateOne({ _id: id }, { $pull: { messages: published } });
    },

    async postpone(id, { attempts, until }) {
      await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
    },
  } satisfies Partial<Store>;
}
