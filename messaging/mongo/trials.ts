import type { Db } from "mongodb";

interface TrialsRow {
  readonly _id: string;
  readonly at: Date;
  readonly trials: readonly string[];
}

export const trialsCollection = "trials";

/**
 * Majority writes: if a failover rolled a record back, a message that kills processes would look harmless.
 */
const options = { writeConcern: { w: "majority" } } as const;

/** Records a trial of a digest. Returns the number of other recorded trials. */
export async function beginTrial(db: Db, digest: string, trial: string): Promise<number> {
  const row = await db
    .collection<TrialsRow>(trialsCollection)
    .findOneAndUpdate(
      { _id: digest },
      { $addToSet: { trials: trial }, $set: { at: new Date() } },
      { ...options, upsert: true, returnDocument: "after" },
    );
  return (row?.trials ?? []).filter((one) => one !== trial).length;
}

/** Removes one trial of a digest, or all of them. */
export async function endTrial(db: Db, digest: string, trial: string | undefined): Promise<void> {
  const rows = db.collection<TrialsRow>(trialsCollection);
  if (trial === undefined) await rows.deleteOne({ _id: digest }, options);
  else await rows.updateOne({ _id: digest }, { $pull: { trials: trial } }, options);
}
