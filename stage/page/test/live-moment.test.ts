import { expect } from "chai";
import fc from "fast-check";
import { played } from "../../browser/test/played.ts";
import { invariants } from "../../guarantees/invariants.ts";
import { createLog } from "../../narrative/log.ts";
import { cannotJudgeByHops } from "../model/promises/judged-by-hops.ts";
import { linkedSince, liveFragmentOf, liveMomentOf } from "../model/session/live-moment.ts";

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

  it("carries the hop in the inspector, wherever it is", async () => {
    const { log } = await played({ story: "delivered" });
    const moments = fc.record({ position: fc.integer({ min: 1, max: log.end }), hop: fc.nat(log.end - 1) });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(liveMomentOf("one", log, liveFragmentOf("one", log, moment))).to.deep.equal(moment);
      }),
    );
  });

  it("says what it does not understand, and what is shown instead", async () => {
    const { log } = await played({ story: "delivered" });
    const found = (fragment: string) => liveMomentOf("one", log, fragment);
    expect(found("#company=one&at=soon")).to.match(/finds nothing for “at=soon”.+the present/);
    expect(found("#company=one")).to.match(/lacks its moment.+the present/);
    expect(found("#lunch")).to.match(/does not understand “#lunch=”.+the present/);
    expect(found("#seed=1&at=3")).to.match(/a company in a tab: open it at \/tab/);
    const moment = liveFragmentOf("one", log, { position: 9 });
    expect(found(`${moment}&hop=first&rest=0.0`)).to.deep.equal({
      position: 9,
      notice: "The page finds nothing for “hop=first” of this link: this is its moment without that.",
    });
    expect(found(`${moment}&order=nobody&hop=999999999999999.1`)).to.deep.equal({
      position: 9,
      notice:
        "The page finds nothing for “order=nobody” and “hop=999999999999999.1” of this link: this is its moment without that.",
    });
    expect(found("#company=one&at=999999999999999.1")).to.match(
      /finds nothing for “at=999999999999999.1”.+the present/,
    );
  });

  it("is none without a fragment, or with a token alone, which is repeated nowhere", async () => {
    const { log } = await played({ story: "delivered" });
    for (const none of ["", "#", "#token=abc"])
      expect(liveMomentOf("one", log, none), none).to.equal(undefined);
    expect(liveMomentOf("one", log, "#token=abc&lunch=1")).not.to.include("abc");
  });

  it("is a moment of the log, or a sentence, whatever an address says", async () => {
    const { log } = await played({ story: "delivered" });
    const at = log.entry(9)?.at ?? 0;
    const name = fc.constantFrom(
      "company",
      "at",
      "rest",
      "broke",
      "promise",
      "about",
      "order",
      "hop",
      "seed",
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom("one", "all", "0.0", `${at}.0`, `${at}.1`, `${at}.999999`, "999999999999999.1"),
    );
    const linked = fc
      .array(fc.tuple(name, value))
      .map((parts) => `#${new URLSearchParams([["company", "one"], ["at", `${at}.1`], ...parts])}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), linked), (fragment) => {
        linkedSince(fragment);
        const found = liveMomentOf("one", log, fragment);
        if (typeof found !== "object") return found === undefined || /the present\.$/.test(found);
        const { hop = 0, judged, position } = found;
        return [position, hop, judged?.position ?? 0].every((one) => one >= 0 && one <= log.end);
      }),
    );
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
      "an order cancelled before payment triggers no cooking, delivery or new charge",
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
