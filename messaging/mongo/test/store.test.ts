import { MongoClient } from "mongodb";
import { describeBreakingMongoDb } from "#test/servers/describe.ts";
import { storeConformance } from "../../conformance/store.ts";
import { mongoStore } from "../store.ts";

describeBreakingMongoDb("MongoDB", (mongodb) => {
  storeConformance("MongoDB", async () => {
    let count = 0;
    return {
      async reset() {
        count += 1;
      },
      async connect() {
        const client = new MongoClient(mongodb().url, {
          serverSelectionTimeoutMS: 2_000,
          ignoreUndefined: true,
        });
        const indexes = [{ collection: "dishes", fields: ["kitchen", "at"] }];
        return mongoStore({ client, database: `conformance_${process.pid}_${count}`, indexes });
      },
      setAway: (away) => (away ? mongodb().stop() : mongodb().start()),
      async cleanup() {},
    };
  });
});
