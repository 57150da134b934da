import { expect } from "chai";
import type { Action } from "../../../../browser/action.ts";
import { anOrder, playOut, sessionOf } from "../../../../browser/test/played.ts";
import { sentenceAt } from "../../../model/promises/breach.ts";
import { headline } from "../../../model/words.ts";
import { watching } from "../watching.ts";

const dies = (service: "payments" | "restaurants", step: "commit" | "publish"): Action => ({
  do: "kill-before",
  ...{ step, service, instance: 1 },
});
const startsAgain = (service: "payments" | "restaurants"): Action => ({ do: "start", service, instance: 1 });

/** What the page tells at the end, of the worst breach or of a promise. The actions are 20 minutes apart. */
async function toldWithout(guarantee: string, actions: readonly Action[], promise?: string) {
  const timed = actions.map((action, n) => ({ at: n * 20 * 60_000, action }));
  const { log } = await playOut(await sessionOf({ without: [guarantee], actions: timed }));
  const { lookAtEnd, page } = watching(log);
  await lookAtEnd();
  const broken = page.promises.value.find(({ is, name }) => is === "broken" && name === promise);
  const told = broken ? page.tell(broken) : page.breach.value;
  return {
    sentence: told?.sentence,
    why: told?.without.map(({ why }) => why).join(" "),
    way: told?.path.flatMap((at) => log.entry(at) ?? []).map(headline) ?? [],
  };
}

describe("The harm and its cause", () => {
  const twice = "no message is handled twice";

  it("do not name copies in the broker where the provider reported twice by itself: in its response and its webhook", async () => {
    const doubling: Action = { do: "double", on: true };
    const { way, why } = await toldWithout("dedup", [doubling, anOrder], twice);
    expect(way).to.include("payments ignores charge-settled: the payment is paid");
    expect(way).to.not.include("from now on every message is published twice");
    expect(why).to.match(
      /^charge-settled came twice: in the provider's response to a call, and in its webhook\. payments had not/,
    );
    const alone = await toldWithout("dedup", [anOrder], twice);
    expect(alone.way).to.deep.equal(way);
    expect(alone.why).to.equal(why);
  });

  it("name the call whose response was lost with its process, and not the event that was lost beside it", async () => {
    const actions = [dies("payments", "publish"), anOrder, startsAgain("payments")];
    const { sentence, why } = await toldWithout("outbox", actions);
    expect(sentence).to.equal(
      "Without outbox, Ada paid €9.50 for #1, which was cancelled, and never got it back.",
    );
    expect(why).to.equal(
      "payments called the provider to charge, and the process died before it stored the response. Its database had no record of the call, so no process repeated it.",
    );
  });

  it("are a customer who has paid and waits, and the death that lost the message", async () => {
    const actions = [dies("restaurants", "commit"), anOrder, startsAgain("restaurants")];
    const { sentence, way } = await toldWithout("late-acknowledgement", actions);
    expect(sentence).to.match(/^Without late-acknowledgement, Ada has paid €9\.50, and waits for #1 forever/);
    expect(way.at(-1)).to.equal("restaurants#1 is killed before it commits");
  });

  it("count what was refunded of two charges for an order that was cancelled", async () => {
    const soldOut = { restaurantId: "bombay-corner", dishId: "hunters-biryani", card: "tok_lost" } as const;
    const { sentence } = await toldWithout("idempotency-key", [{ ...anOrder, ...soldOut }]);
    expect(sentence).to.equal(
      "Without idempotency-key, Ada was charged twice for #1, which was cancelled: €33.80, of which €16.90 was refunded.",
    );
  });
});

describe("What is told of a breach", () => {
  const everyEvent = "every consumer handles every event";

  it("is not that nobody has felt it yet, once its customer has felt it and got the money back", async () => {
    const actions = [dies("restaurants", "commit"), anOrder, startsAgain("restaurants")];
    const timed = actions.map((action, n) => ({ at: n * 20 * 60_000, action }));
    const company = await playOut(await sessionOf({ without: ["late-acknowledgement"], actions: timed }));
    const [orderId = ""] = company.log.present.orders.keys();
    await company.act({ do: "guarantee", name: "late-acknowledgement", on: true });
    await company.act(anOrder);
    await company.act({ do: "cancel", orderId });
    const { lookAtEnd, page } = watching((await playOut(company)).log);
    await lookAtEnd();
    const broken = page.promises.value.filter(({ is }) => is === "broken");
    expect(broken.map(({ name }) => name)).to.deep.equal([everyEvent]);
    expect(page.breach.value?.sentence).to.equal(
      "Without late-acknowledgement, restaurants never handled order-placed of #1; nobody feels it anymore.",
    );
  });

  it("names no other order at a moment before the promise broke for it", async () => {
    const doubling: Action = { do: "double", on: true };
    const timed = [doubling, anOrder, anOrder].map((action, n) => ({ at: n * 60 * 60_000, action }));
    const { log } = await playOut(await sessionOf({ without: ["dedup"], actions: timed }));
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const told = page.breach.value;
    if (told?.harm === undefined) throw new Error("nothing broke");
    const mail = "Without dedup, Ada got the mail “Marie will deliver your order” twice";
    expect(sentenceAt(told, told.harm + 1)).to.equal(`${mail}.`);
    expect(sentenceAt(told, log.end)).to.equal(`${mail} (the promise broke for 1 more order, too).`);
  });
});
