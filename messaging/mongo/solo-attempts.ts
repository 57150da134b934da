import type { Db } from "mongodb";

interface SoloAttemptsRow {
  readonly _id: string;
  readonly at: Date;
  readonly attempts: readonly string[];
}

export const soloAttemptsCollection = "solo_attempts";

/**
 * Majority writes: if a failover rolled a record back, a message that kills processes would look harmless.
 */
const options = { writeConcern: { w: "majority" } } as const;

/** Records a attempt of a digest. Returns the number of other recorded attempts. */
export async function beginSoloAttempt(db: Db, digest: string, attempt: string): Promise<number> {
  const row = await db
    .collection<SoloAttemptsRow>(soloAttemptsCollection)
    .findOneAndUpdate(
      { _id: digest },
      { $addToSet: { attempts: attempt }, $set: { at: new Date() } },
      { ...options, upsert: true, returnDocument: "after" },
    );
  return (row?.attempts ?? []).filter((one) => one !== attempt).length;
}

/** Removes one attempt of a digest, or all of them. */
export async function endSoloAttempts(db: Db, digest: string, attempt: string | undefined): Promise<void> {
  const rows = db.collection<SoloAttemptsRow>(soloAttemptsCollection);
  if (attempt === undefined) await rows.deleteOne({ _id: digest }, options);
  else await rows.updateOne({ _id: digest }, { $pull: { attempts: attempt } }, options);
}
