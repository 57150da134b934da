import { expect } from "chai";
import { MongoClient } from "mongodb";
import { describeBreakingMongoDb } from "#tooling/servers/describe.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { openStore } from "../mongodb.ts";

describeBreakingMongoDb("Opening a database", (mongodb) => {
  const limit = async (seconds: number) => {
    const admin = new MongoClient(mongodb().url);
    await admin.db("admin").command({ setParameter: 1, transactionLifetimeLimitSeconds: seconds });
    await admin.close();
  };
  afterEach(() => limit(5));

  const warnings = async () => {
    const found: string[] = [];
    const store = await openStore({
      url: mongodb().url,
      database: "concerns",
      collections: [],
      indexes: [],
      clock: systemClock(),
      signal: new AbortController().signal,
      onTrouble: () => {},
      onWarning: (warning) => void found.push(warning),
    });
    await store.close();
    return found;
  };

  it("gives no warning if the server is well configured", async () => {
    expect(await warnings()).to.deep.equal([]);
  });

  it("warns of MongoDB's default transaction limit: a killed process would block others for a minute", async () => {
    await limit(60);
    expect(await warnings()).to.deep.equal([
      "MongoDB lets the transaction of a killed process block others for 60 s: " +
        "start mongod with --setParameter transactionLifetimeLimitSeconds=5",
    ]);
  });
});
