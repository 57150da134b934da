import { expect } from "chai";
import { played } from "../../browser/test/played.ts";
import { invariants } from "../../guarantees/invariants.ts";
import { createLog } from "../../narrative/log.ts";
import { cannotJudgeByHops } from "../model/promises/judged-by-hops.ts";
import { liveFragmentOf, liveMomentOf } from "../model/session/live-moment.ts";

describe("A link to a moment of real time", () => {
  it("leads to the same position, whichever it is", async () => {
    const { log } = await played({ story: "delivered" });
    for (let position = 1; position <= log.end; position += 1)
      expect(liveMomentOf("one", log, liveFragmentOf("one", log, { position }))).to.deep.equal({ position });
  });

  it("follows the order that was followed where it was shared", async () => {
    const { log } = await played({ story: "delivered" });
    const [orderId = ""] = log.present.orders.keys();
    const moment = { position: log.end, judged: { position: log.end, isAtRest: true }, followed: orderId };
    expect(liveMomentOf("one", log, liveFragmentOf("one", log, moment))).to.deep.equal(moment);
  });

  it("says why it leads nowhere: another company, or a moment that is forgotten", async () => {
    const { log } = await played({ story: "delivered" });
    const link = liveFragmentOf("one", log, { position: 1 });
    const later = createLog();
    for (const entry of log.entries.slice(-5)) later.append(entry);
    expect(liveMomentOf("another", log, link)).to.include("started anew");
    expect(liveMomentOf("one", later, link)).to.include("no longer remembers");
  });

  it("is no other fragment", async () => {
    const { log } = await played({ story: "delivered" });
    for (const other of ["", "#token=abc", "#company=one", "#company=one&at=soon", "#seed=1&at=3"])
      expect(liveMomentOf("one", log, other), other).to.equal(undefined);
  });
});

describe("Hops and the provider's ledger", () => {
  const judgedWith = (unknown: Parameters<typeof cannotJudgeByHops>[1]) =>
    invariants.flatMap(({ name }) => (cannotJudgeByHops(name, unknown) === undefined ? [name] : []));

  it("judge eight of the promises", () => {
    expect(judgedWith({ lost: 0, isLedgerAway: false })).to.deep.equal([
      "every order is delivered or cancelled",
      "the customer pays the price of a delivered order, and nothing for a cancelled one",
      "at most one charge and one refund per order",
      "only legal status transitions",
      "every consumer handles every event",
      "no message is handled twice",
      "an order cancelled before payment is never charged, cooked or assigned a courier",
      "at rest, inboxes, retry tiers, outboxes and timers are empty",
    ]);
  });

  it("judge nothing about money while the provider does not answer", () => {
    const judged = judgedWith({ lost: 0, isLedgerAway: true });
    expect(judged).to.have.length(5);
    expect(judged.join()).to.not.match(/charge|pays/);
  });

  it("judge nothing once some hops were lost", () => {
    expect(judgedWith({ lost: 1, isLedgerAway: false })).to.deep.equal([]);
  });
});
