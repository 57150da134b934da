import { expect } from "chai";
import { type Collection, MongoClient } from "mongodb";
import { describeOnMongoDb } from "#tooling/servers/describe.ts";

interface Entry {
  readonly _id: number;
  readonly leasedUntil: number;
  readonly attempts: number;
  readonly claim?: string;
}

const now = 1_000;
const due = { leasedUntil: { $lte: now } };
const hundred: readonly Entry[] = Array.from({ length: 100 }, (_, _id) => ({
  _id,
  leasedUntil: 0,
  attempts: 0,
}));

/** The operations that the answers to questions 3, 69 and 73 write down. */
describeOnMongoDb("MongoDB", (mongodb) => {
  let client: MongoClient;
  let entries: Collection<Entry>;

  beforeEach(async () => {
    client = await new MongoClient(mongodb().url).connect();
    entries = client.db(`facts-${crypto.randomUUID().slice(0, 8)}`).collection("entries");
    await entries.insertMany([...hundred]);
  });

  afterEach(async () => {
    await entries.db.dropDatabase();
    await client.close();
  });

  it("gives each entry of an outbox to one of four copies that claim at once", async () => {
    const batches = await Promise.all(["a", "b", "c", "d"].map((claim) => claimed(entries, claim)));
    const ids = batches.flat();
    expect(ids).to.have.length.within(50, 100);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("claims nothing by find alone: four copies read the same fifty", async () => {
    const batches = await Promise.all(Array.from({ length: 4 }, () => found(entries)));
    expect(new Set(batches.flat()).size).to.equal(50);
  });

  it("gives each job to one of the workers that take one at once, and one without a job gets null", async () => {
    const take = () => {
      const change = { $set: { leasedUntil: now + 30_000 }, $inc: { attempts: 1 } };
      return entries.findOneAndUpdate(due, change, { sort: { leasedUntil: 1 } });
    };
    const taken = await Promise.all(Array.from({ length: 101 }, take));
    expect(new Set(taken.map((job) => job?._id)).size).to.equal(101);
    expect(taken.filter((job) => job === null)).to.have.length(1);
  });

  it("lets one of two instances go on to the next step, and stores the command with it", async () => {
    const sagas = entries.db.collection<{ _id: string; state: string; version: number; outbox: string[] }>(
      "sagas",
    );
    await sagas.insertOne({ _id: "o1", state: "reserving", version: 7, outbox: [] });
    const advance = (command: string) =>
      sagas.updateOne(
        { _id: "o1", state: "reserving", version: 7 },
        { $set: { state: "paying" }, $inc: { version: 1 }, $push: { outbox: command } },
      );
    const results = await Promise.all([advance("o1:pay"), advance("o1:pay")]);
    expect(results.map(({ modifiedCount }) => modifiedCount).toSorted()).to.deep.equal([0, 1]);
    expect(await sagas.findOne()).to.deep.equal({
      _id: "o1",
      state: "paying",
      version: 8,
      outbox: ["o1:pay"],
    });
  });
});

async function found(entries: Collection<Entry>): Promise<readonly number[]> {
  const rows = await entries.find(due).sort({ leasedUntil: 1, _id: 1 }).limit(50).toArray();
  return rows.map(({ _id }) => _id);
}

/** The claim of question 3. */
async function claimed(entries: Collection<Entry>, claim: string): Promise<readonly number[]> {
  const _id = { $in: [...(await found(entries))] };
  await entries.updateMany(
    { _id, ...due },
    { $set: { leasedUntil: now + 30_000, claim }, $inc: { attempts: 1 } },
  );
  return (await entries.find({ _id, claim }).toArray()).map((entry) => entry._id);
}
