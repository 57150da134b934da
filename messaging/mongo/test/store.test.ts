import { Socket } from "node:net";
import { expect } from "chai";
import { MongoClient } from "mongodb";
import { describeBreakingMongoDb } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { storeConformance } from "../../conformance/store.ts";
import { Conflict, Unavailable } from "../../errors.ts";
import { mongoStore } from "../store.ts";

describeBreakingMongoDb("MongoDB", (mongodb) => {
  storeConformance("MongoDB", async () => {
    let count = 0;
    return {
      async reset() {
        count += 1;
      },
      async connect() {
        const client = new MongoClient(mongodb().url, { serverSelectionTimeoutMS: 2_000 });
        const indexes = [{ collection: "dishes", fields: ["kitchen", "at"] }];
        const database = `conformance_${process.pid}_${count}`;
        return mongoStore({ client, collections: ["dishes", "drinks"], database, indexes });
      },
      setAway: (away) => (away ? mongodb().stop() : mongodb().start()),
      async cleanup() {},
    };
  });
});

/** Creates clients that are closed after the tests. */
function clientsOf(mongodb: () => { readonly url: string }): () => MongoClient {
  const clients: MongoClient[] = [];
  after(() => Promise.all(clients.map((client) => client.close())));
  return () => {
    const client = new MongoClient(mongodb().url);
    clients.push(client);
    return client;
  };
}

describeBreakingMongoDb("A transaction that a killed process left open", (mongodb) => {
  const client = clientsOf(mongodb);

  it("blocks other instances until the server aborts it", async () => {
    const database = `left_open_${process.pid}`;
    const store = await mongoStore({ client: client(), database, collections: ["dishes"], indexes: [] });
    const key = { collection: "dishes", id: "soup" };
    const save = (loaded: number, document: object) =>
      store.commit({
        documents: [{ key, loaded, version: loaded + 1, document }],
        ...{ processed: [], outbox: [], cancelled: [], timers: [], settled: [] },
      });
    await save(0, { hot: false });

    const killed = client();
    const session = killed.startSession();
    session.startTransaction();
    const dishes = killed.db(database).collection<{ _id: string }>("dishes");
    await dishes.updateOne({ _id: "soup" }, { $set: { hot: "perhaps" } }, { session });

    expect(await save(1, { hot: true }).catch((error: unknown) => error)).to.be.instanceOf(Conflict);
    const isSaved = () =>
      save(1, { hot: true }).then(
        () => true,
        () => false,
      );
    await eventually(isSaved);
    expect(await store.get(key)).to.deep.equal({ hot: true });
  });
});

describeBreakingMongoDb("A connection that drops just before a command is written to it", (mongodb) => {
  const client = clientsOf(mongodb);
  const write = Socket.prototype.write;
  afterEach(() => {
    Socket.prototype.write = write;
  });

  it("is detected, although the driver would wait forever; the next command uses another one", async () => {
    const database = `lost_${process.pid}`;
    const store = await mongoStore({
      client: client(),
      database,
      collections: ["dishes"],
      indexes: [],
      answersWithinMs: 2_000,
    });
    const soup = { collection: "dishes", id: "soup" };
    Socket.prototype.write = function (this: Socket, ...[bytes, ...more]: Parameters<typeof write>) {
      if (Buffer.from(bytes).includes("soup")) {
        Socket.prototype.write = write;
        this.destroy();
      }
      return write.call(this, bytes, ...more);
    } as typeof write;

    const error = await store.get(soup).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Unavailable);
    expect(String(error)).to.include("MongoDB is away: it did not answer within 2 s");
    expect(await store.get(soup)).to.equal(undefined);
  });
});
