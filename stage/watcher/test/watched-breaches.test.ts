import { expect } from "chai";
import { played } from "../../browser/test/played.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { cannotJudgeByHops } from "../../page/model/promises/judged-by-hops.ts";
import { watchingLate } from "../../page/test/model/watching.ts";
import { watchBreachesByHops } from "../watched-breaches.ts";
import { watched } from "./watched.ts";

const atMostOne = "at most one charge and one refund per order";

/** A log, as a watcher sees it, of an order that was charged twice. */
const chargedTwice = async (): Promise<NarrativeLog> =>
  watched((await played({ story: "answer-lost", without: ["idempotency-key"] })).log.entries);

/** A watcher's list that is renewed by the test. */
function listOf(log: NarrativeLog, lost = () => 0) {
  const breaches = watchBreachesByHops(log, lost, (why) => expect.fail(why.message));
  breaches.end();
  return breaches;
}

describe("What a watcher found broken", () => {
  it("is told to a page that opens too late to see it, with what led to it", async () => {
    const log = await chargedTwice();
    const breaches = listOf(log);
    await breaches.check(true);
    const cannotJudge = (promise: string) => cannotJudgeByHops(promise, { lost: 0, isLedgerAway: false });
    const { page } = await watchingLate(log, breaches.known, { cannotJudge });
    const promised = page.promises.value.find(({ name }) => name === atMostOne);
    expect(promised?.is).to.equal("broken");
    expect(promised?.known?.[0]?.sentence).to.match(/charged twice for #1/);
    expect(promised?.known?.[0]?.way.map(({ what }) => what)).to.include("the provider charges €9.50");
  });

  it("has no promise that hops cannot show to be kept or broken", async () => {
    const { log } = await played({ story: "every-message-twice", without: ["dedup"] });
    const breaches = listOf(watched(log.entries));
    await breaches.check(true);
    const found = breaches.known().map(({ promise }) => promise);
    expect(found).to.include("no message is handled twice");
    expect(found.filter((one) => cannotJudgeByHops(one, { lost: 0, isLedgerAway: false }))).to.deep.equal([]);
  });

  it("stays known when hops are lost later, and nothing is added to it", async () => {
    const log = await chargedTwice();
    let lost = 0;
    const breaches = listOf(log, () => lost);
    await breaches.check(true);
    const before = breaches.known();
    lost = 1;
    await breaches.check(true);
    expect(before).to.not.deep.equal([]);
    expect(breaches.known()).to.equal(before);
    const blind = listOf(log, () => lost);
    await blind.check(true);
    expect(blind.known()).to.deep.equal([]);
  });

  for (const story of ["answer-lost", "no-courier-then-one"])
    it(`is nothing where no promise is broken: ${story}`, async () => {
      const breaches = listOf(watched((await played({ story })).log.entries));
      await breaches.check(true);
      expect(breaches.known()).to.deep.equal([]);
    });
});
