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

/** The operations that the answers to questions 3, 54, 69, 73 and 85 write down. */
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

  it("shows the second of two handlers of a join both flags, and lets one of them act", async () => {
    const tickets = entries.db.collection<Ticket>("tickets");
    const handled = await Promise.all([
      flagged(tickets, { paid: true }),
      flagged(tickets, { placed: true }),
      flagged(tickets, { paid: true }),
    ]);
    expect(handled.filter(({ paid, placed }) => paid && placed)).to.have.length.of.at.least(1);
    const start = () =>
      tickets.updateOne({ ...complete, started: { $exists: false } }, { $set: { started: true } });
    const started = await Promise.all([start(), start()]);
    expect(started.map(({ modifiedCount }) => modifiedCount).toSorted()).to.deep.equal([0, 1]);
  });

  it("adds once for a message that comes twice, with the id in the same document", async () => {
    const accounts = entries.db.collection<{ _id: number; balance: number; applied: string[] }>("accounts");
    await accounts.insertOne({ _id: 7, balance: 90, applied: [] });
    const add = () =>
      accounts.updateOne(
        { _id: 7, applied: { $ne: "m1" } },
        { $inc: { balance: 10 }, $push: { applied: "m1" } },
      );
    await Promise.all([add(), add()]);
    expect(await accounts.findOne()).to.deep.equal({ _id: 7, balance: 100, applied: ["m1"] });
  });
});

interface Ticket {
  readonly _id: string;
  readonly paid?: boolean;
  readonly placed?: boolean;
  readonly started?: boolean;
}

const complete = { _id: "o1", paid: true, placed: true };

/** Sets a flag of order o1; two first writers may both try to insert, and one of them tries again. */
async function flagged(tickets: Collection<Ticket>, flag: Partial<Ticket>): Promise<Ticket> {
  const options = { upsert: true, returnDocument: "after" } as const;
  const set = () => tickets.findOneAndUpdate({ _id: "o1" }, { $set: flag }, options);
  const ticket = await set().catch((error) => (error.code === 11_000 ? set() : Promise.reject(error)));
  return ticket as Ticket;
}

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
