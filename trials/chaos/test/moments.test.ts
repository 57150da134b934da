import { expect } from "chai";
import { BSON } from "mongodb";
import { introduced, type Moment, watchDatabase } from "../wire-watch.ts";

const hello = Buffer.from(
  BSON.serialize({ hello: 1, client: { application: { name: "payments" }, driver: { name: "nodejs" } } }),
);
const commit = Buffer.from(BSON.serialize({ commitTransaction: 1, txnNumber: 7 }));

describe("A connection to MongoDB", () => {
  it("says by itself whose it is", () => {
    expect(introduced(hello)).to.equal("payments");
    expect(introduced(commit)).to.equal(undefined);
  });

  it("shows when it is set up, and when something is committed", () => {
    const moments: [string, Moment][] = [];
    const watcher = watchDatabase((of, moment) => {
      moments.push([of, moment]);
      return "after";
    });

    expect(watcher.fromClient(hello)).to.equal("after");
    expect(watcher.fromClient(Buffer.from(BSON.serialize({ find: "orders" })))).to.equal(undefined);
    expect(watcher.fromClient(commit)).to.equal("after");
    expect(moments).to.deep.equal([
      ["payments", "setup"],
      ["payments", "commit"],
    ]);
  });
});
