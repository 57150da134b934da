import { expect } from "chai";
import { MongoClient } from "mongodb";
import { describeBreakingMongoDb } from "#tooling/servers/describe.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { openStore } from "../mongodb.ts";

describeBreakingMongoDb("A database that is opened", (mongodb) => {
  const limit = async (seconds: number) => {
    const admin = new MongoClient(mongodb().url);
    await admin.db("admin").command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds });
    await admin.close();
  };
  afterEach(() => limit(5));

  const concerns = async () => {
    const told: string[] = [];
    const store = await openStore({
      url: mongodb().url,
      database: "concerns",
      collections: [],
      indexes: [],
      clock: systemClock(),
      signal: new AbortController().signal,
      onTrouble: () => {},
      onConcern: (what) => void told.push(what),
    });
    await store.close();
    return told;
  };

  it("as it should be is no concern", async () => {
    expect(await concerns()).to.deep.equal([]);
  });

  it("with MongoDB's own limit for transactions is one: a process that is killed would hold up the others for a minute", async () => {
    await limit(60);
    expect(await concerns()).to.deep.equal([
      "MongoDB lets a transaction of a killed process hold up others for 60 s: start mongod with --setParameter transactionLifetimeLimitSeconds=5",
    ]);
  });
});
