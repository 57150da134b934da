import { expect } from "chai";
import { BSON } from "mongodb";
import { clientNameIn, type Moment, watchDatabase } from "../network/wire-watch.ts";

const hello = Buffer.from(
  BSON.serialize({ hello: 1, client: { application: { name: "payments" }, driver: { name: "nodejs" } } }),
);
const commit = Buffer.from(BSON.serialize({ commitTransaction: 1, txnNumber: 7 }));

describe("A connection to MongoDB", () => {
  it("names its owner in its first message", () => {
    expect(clientNameIn(hello)).to.equal("payments");
    expect(clientNameIn(commit)).to.equal(undefined);
  });

  it("shows its setup and each commit", () => {
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
