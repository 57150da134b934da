import { expect } from "chai";
import { notAcceptedText, refusedText, waitingText } from "../reasons.ts";
import { clockTime, count, durationText, ownedBy, short } from "../words.ts";

describe("Words for people", () => {
  const durations = [
    [40, "40 ms"],
    [3_000, "3 s"],
    [60_000, "1 min"],
    [61_000, "1 min 1 s"],
    [5_700_000, "1 h 35 min"],
  ] as const;
  for (const [ms, text] of durations) it(text, () => expect(durationText(ms)).to.equal(text));

  it("format the time since the start, and counts", () => {
    expect([clockTime(47), clockTime(3_661_042)]).to.deep.equal(["0:00.047", "1:01:01.042"]);
    expect([count(1, "retry"), count(2_000, "retry")]).to.deep.equal(["1 retry", "2,000 retries"]);
    expect([count(1, "person"), count(13, "person")]).to.deep.equal(["1 person", "13 people"]);
  });
});

describe("What a service could not do", () => {
  const placed = { type: "orders.place-order" };
  const failed = (why: string) => notAcceptedText({ service: "orders", message: placed, why });

  it("is told without the words of the chassis: why a request was not accepted or was refused, and what a service waits for", () => {
    const away = "orders did not reach its database when it last tried, so the order was not accepted";
    expect(failed("the store is away: the memory store is away")).to.equal(away);
    expect(failed("the store is away: MongoDB is away: connection refused")).to.equal(away);
    expect(failed("orders is stopping")).to.equal("orders is stopping, so the order was not accepted");
    expect(refusedText(placed, "the restaurant is closed")).to.equal(
      "the order was refused: the restaurant is closed",
    );
    expect(waitingText({ for: "store", why: "the memory store is away" })).to.equal(
      "its database: it does not answer",
    );
  });
});

describe("A name", () => {
  it("is put so that it reads as a sentence: no apostrophe after an -s, no participle alone", () => {
    expect(ownedBy("couriers", "timer give-up")).to.equal("the timer give-up of couriers");
    expect(`notifications handles ${short("notifications.sent")}`).to.equal(
      "notifications handles notification-sent",
    );
  });
});
