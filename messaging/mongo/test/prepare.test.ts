import { expect } from "chai";
import { type Db, MongoClient } from "mongodb";
import { describeOnMongoDb } from "#tooling/servers/describe.ts";
import { Unavailable, Unstorable } from "../../errors.ts";
import type { Store } from "../../store.ts";
import { Refusal } from "../errors.ts";
import { mongoStore } from "../store.ts";
import { whyUnfit } from "../unfit-server.ts";

describeOnMongoDb("Opening a store", (mongodb) => {
  let client: MongoClient;
  let db: Db;
  let database: string;
  let count = 0;
  beforeEach(() => {
    count += 1;
    database = `opened_${process.pid}_${count}`;
    client = new MongoClient(mongodb().url);
    db = client.db(database);
  });
  afterEach(async () => {
    await db.dropDatabase();
    await client.close();
  });

  const open = (): Promise<Store> =>
    mongoStore({
      client,
      database,
      collections: ["dishes", "drinks"],
      indexes: [{ collection: "dishes", fields: ["kitchen", "at"] }],
    });
  const refusal = async () => {
    const error = await open().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).and.not.instanceOf(Unavailable);
    return error instanceof Error ? error.message : "";
  };
  const retentionSeconds = async () =>
    (await db.collection("processed_messages").indexes()).find(({ name }) => name === "at_1")
      ?.expireAfterSeconds;

  it("creates its collections, so that no transaction has to", async () => {
    await open();
    const names = (await db.listCollections().toArray()).map(({ name }) => name).sort();
    expect(names).to.deep.equal([
      "dishes",
      "drinks",
      "outbox",
      "processed_messages",
      "solo_attempts",
      "timers",
    ]);
    await open();
  });

  it("succeeds for several instances at once", async () => {
    await Promise.all([open(), open(), open()]);
  });

  it("applies a new retention to an existing index", async () => {
    await db.collection("processed_messages").createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await open();
    expect(await retentionSeconds()).to.equal(14 * 24 * 60 * 60);
  });

  it("fails at once, with the remedy, if an index has other options", async () => {
    await db.collection("dishes").createIndex({ kitchen: 1, at: -1 }, { sparse: true });
    expect(await refusal()).to.match(
      new RegExp(
        `^MongoDB has the index kitchen_1_at_-1 of ${database}.dishes with other options: run db.dishes.dropIndex\\("kitchen_1_at_-1"\\) and start again: .* \\(code 86, IndexKeySpecsConflict\\)$`,
      ),
    );
  });

  it("fails in the same way if an index has another name, or differs in more than the retention", async () => {
    await db.collection("dishes").createIndex({ kitchen: 1, at: -1 }, { name: "mine" });
    expect(await refusal()).to.match(
      /dropIndex\(\{"kitchen":1,"at":-1\}\) and start again: .*\(code 85, IndexOptionsConflict\)$/,
    );
    await db.collection("dishes").dropIndex("mine");
    await db.collection("processed_messages").dropIndexes();
    await db
      .collection("processed_messages")
      .createIndex({ at: 1 }, { expireAfterSeconds: 60, sparse: true });
    expect(await refusal()).to.match(
      /^MongoDB has the index at_1 of \w+\.processed_messages with other options/,
    );
  });

  it("refuses a view, a capped collection, and a validator on one of the store's own collections", async () => {
    await db.createCollection("dishes", { capped: true, size: 4096 });
    expect(await refusal()).to.match(/\.dishes is a capped collection in MongoDB: rename or drop it/);
    await db.dropCollection("dishes");
    await db.createCollection("drinks", { viewOn: "dishes", pipeline: [] });
    expect(await refusal()).to.match(/\.drinks is a view in MongoDB: rename or drop it/);
    await db.dropCollection("drinks");
    await db.createCollection("outbox_", { validator: { kind: "call" } });
    await db.dropCollection("outbox");
    await db.renameCollection("outbox_", "outbox");
    expect(await refusal()).to.include('db.runCommand({ collMod: "outbox", validator: {} })');
  });

  const dish = (document: object, id = "soup") => ({
    documents: [{ key: { collection: "dishes", id }, loaded: 0, version: 1, document }],
    ...{ processed: [], outbox: [], cancelled: [], timers: [], settled: [] },
  });
  const errorOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it("reports a document that only MongoDB refuses as unstorable, with the code", async () => {
    const store = await open();
    await db.command({ collMod: "dishes", validator: { hot: { $ne: "no" } } });
    const invalid = await errorOf(store.commit(dish({ hot: "no" })));
    expect(invalid).to.be.instanceOf(Unstorable);
    expect(String(invalid)).to.match(/does not store this: .* \(code 121\)/);
    const parallel = await errorOf(store.commit(dish({ kitchen: [1, 2], at: [1, 2] })));
    expect(parallel).to.be.instanceOf(Unstorable);
    expect(String(parallel)).to.match(/\(code 171/);
    await store.commit(dish({ hot: "yes" }));
    expect((await store.load([], [{ collection: "dishes", id: "soup" }])).documents.size).to.equal(1);
  });

  it("reports no document as unstorable while MongoDB refuses everything", async () => {
    const store = await open();
    await db.command({ collMod: "processed_messages", validator: { never: true } });
    const handled = {
      id: "m",
      type: "t",
      at: "2026-01-02T18:00:00.000Z",
      outcome: "handled",
      caused: [],
    } as const;
    const change = { ...dish({}), processed: [{ ...handled, answer: undefined }] };
    const refused = await errorOf(store.commit(change));
    expect(refused).to.be.instanceOf(Refusal);
    expect(String(refused)).to.match(/MongoDB refuses everything that this service stores: .*\(code 121/);
    await db.command({ collMod: "processed_messages", validator: {} });
    await store.commit(change);
  });

  it("reads from the primary and writes to the majority, whatever the client's options are", async () => {
    const other = new MongoClient(mongodb().url, {
      ...{ readPreference: "secondaryPreferred", serverSelectionTimeoutMS: 1_000, writeConcern: { w: 0 } },
      readConcern: { level: "linearizable" },
    });
    const store = await mongoStore({ client: other, database, collections: ["dishes"], indexes: [] });
    await store.commit(dish({ hot: true }));
    expect(await store.get({ collection: "dishes", id: "soup" })).to.deep.equal({ hot: true });
    expect(await store.nextTimerAt()).to.equal(undefined);
    await store.close();
  });
});

describe("A MongoDB server", () => {
  const member = { setName: "rs0", hosts: ["one:27017"], maxWireVersion: 17 };

  it("can be used as a replica set or a sharded cluster", () => {
    expect(whyUnfit(member, false)).to.equal(undefined);
    expect(whyUnfit(member, true)).to.equal(undefined);
    expect(whyUnfit({ msg: "isdbgrid", maxWireVersion: 17 }, false)).to.equal(undefined);
  });

  it("cannot be used standalone, if it is too old, or with a direct connection to one of several members", () => {
    expect(whyUnfit({ maxWireVersion: 17 }, false)).to.include("is not a replica set");
    expect(whyUnfit({ ...member, maxWireVersion: 9 }, false)).to.include("older than 5.0");
    expect(whyUnfit({ ...member, hosts: ["one:27017", "two:27017"] }, true)).to.equal(
      "directConnection=true in MONGODB_URL would stay with one member after a failover: set replicaSet=rs0 and name its members (one:27017, two:27017)",
    );
  });
});
