import { expect } from "chai";
import { played } from "../../browser/test/played.ts";
import { invariants } from "../../guarantees/invariants.ts";
import { createLog } from "../../narrative/log.ts";
import { cannotJudgeByHops } from "../model/promises/judged-by-hops.ts";
import { liveFragmentOf, livePositionOf } from "../model/session/live-moment.ts";

describe("A link to a moment of real time", () => {
  it("leads to the same position, whichever it is", async () => {
    const { log } = await played({ story: "delivered" });
    for (let position = 1; position <= log.end; position += 1)
      expect(livePositionOf("one", log, liveFragmentOf("one", log, position))).to.equal(position);
  });

  it("says why it leads nowhere: another company, or a moment that is forgotten", async () => {
    const { log } = await played({ story: "delivered" });
    const link = liveFragmentOf("one", log, 1);
    const later = createLog();
    for (const entry of log.entries.slice(-5)) later.append(entry);
    expect(livePositionOf("another", log, link)).to.include("started anew");
    expect(livePositionOf("one", later, link)).to.include("no longer remembers");
  });

  it("is no other fragment", async () => {
    const { log } = await played({ story: "delivered" });
    for (const other of ["", "#token=abc", "#company=one", "#company=one&at=soon", "#seed=1&at=3"])
      expect(livePositionOf("one", log, other), other).to.equal(undefined);
  });
});

describe("Hops", () => {
  const names = invariants.map(({ name }) => name);

  it("judge six of the promises, and say of each other why not", () => {
    expect(names.filter((name) => cannotJudgeByHops(name, 0) === undefined)).to.deep.equal([
      "every order is delivered or cancelled",
      "only legal status transitions",
      "every consumer handles every event",
      "no event is handled that was never committed",
      "no message is handled twice",
      "at rest, inboxes, retry tiers, outboxes and timers are empty",
    ]);
  });

  it("judge nothing once some were lost", () => {
    expect(names.filter((name) => cannotJudgeByHops(name, 1) === undefined)).to.deep.equal([]);
  });
});
