import { expect } from "chai";
import { commitsOf } from "../servers/oplog.ts";

describe("MongoDB's oplog", () => {
  it("shows a service's transaction as a commit", () => {
    const at = new Date("2026-01-02T18:00:00.000Z");
    const commits = commitsOf([
      {
        op: "i",
        ns: "payments.processed_messages",
        o: { _id: "m1", type: "t", at, outcome: "handled", caused: [] },
      },
      { op: "u", ns: "payments.payments", o: { _id: "o1", version: 2, status: "paid" } },
      {
        op: "i",
        ns: "payments.outbox",
        o: { _id: "e1", order: 1, kind: "events", messages: [{ id: "e1" }] },
      },
      { op: "i", ns: "payments.timers", o: { _id: "t1", order: 2, name: "payment-expiry" } },
      { op: "d", ns: "payments.timers", o: { _id: "t0" } },
    ]);

    expect(commits).to.deep.equal([
      {
        service: "payments",
        change: {
          processed: [
            {
              id: "m1",
              type: "t",
              at: "2026-01-02T18:00:00.000Z",
              outcome: "handled",
              caused: [],
              answer: undefined,
            },
          ],
          documents: [
            {
              key: { collection: "payments", id: "o1" },
              loaded: 1,
              version: 2,
              document: { status: "paid" },
            },
          ],
          outbox: [{ id: "e1", kind: "events", messages: [{ id: "e1" }] }],
          cancelled: [],
          timers: [],
          settled: [],
        },
      },
    ]);
  });

  it("ignores transactions of no service", () => {
    expect(commitsOf([{ op: "u", ns: "config.transactions", o: { _id: 1 } }])).to.deep.equal([]);
  });
});
