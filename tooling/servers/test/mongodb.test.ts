import { expect } from "chai";
import { MongoClient } from "mongodb";
import { describeBreakingMongoDb, describeOnMongoDb } from "../describe.ts";

type Account = { _id: string; balance: number };

describeOnMongoDb("A MongoDB for tests", (mongodb) => {
  it("commits a transaction over two documents", async () => {
    const client = await MongoClient.connect(mongodb().url);
    const accounts = client.db(`test-${crypto.randomUUID()}`).collection<Account>("accounts");
    await accounts.insertMany([
      { _id: "ann", balance: 10 },
      { _id: "bob", balance: 0 },
    ]);

    await client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: "ann" }, { $inc: { balance: -4 } }, { session });
        await accounts.updateOne({ _id: "bob" }, { $inc: { balance: 4 } }, { session });
      }),
    );

    expect(await accounts.find().sort({ _id: 1 }).toArray()).to.deep.equal([
      { _id: "ann", balance: 6 },
      { _id: "bob", balance: 4 },
    ]);
    await client.close();
  });
});

describeBreakingMongoDb("A MongoDB that tests break", (mongodb) => {
  // A start takes 1 to 3 s, an election about as long.

  it("keeps its port and a journaled document over a SIGKILL", async () => {
    const name = `test-${crypto.randomUUID()}`;
    const client = await MongoClient.connect(mongodb().url, {
      writeConcern: { w: "majority", journal: true },
    });
    const accounts = client.db(name).collection<Account>("accounts");
    await accounts.insertOne({ _id: "ann", balance: 10 });

    await mongodb().kill();
    await mongodb().start();

    expect(await accounts.findOne({ _id: "ann" })).to.deep.equal({ _id: "ann", balance: 10 });
    await client.close();
  });

  it("becomes primary again after stepping down", async () => {
    const client = await MongoClient.connect(mongodb().url);
    const accounts = client.db(`test-${crypto.randomUUID()}`).collection<Account>("accounts");
    await accounts.insertOne({ _id: "ann", balance: 10 });

    await mongodb().stepDown();

    const stepped = await client.db("admin").command({ hello: 1 }, { readPreference: "nearest" });
    expect(stepped.isWritablePrimary).to.equal(false);
    // A retryable write waits for the next primary.
    await accounts.updateOne({ _id: "ann" }, { $inc: { balance: 1 } });
    expect(await accounts.findOne({ _id: "ann" })).to.deep.equal({ _id: "ann", balance: 11 });
    await client.close();
  });
});
