import { expect } from "chai";
import type { ChargeSettled } from "../provider.ts";
import { orderCancelled, orderId, placed } from "./given.ts";
import { chargeSucceeded, type RunningPayments, runPayments, silent, willing } from "./running-payments.ts";

const minutes = 60_000;

describe("what comes at the same time", () => {
  let open: RunningPayments;
  afterEach(async () => open.close());

  it("the answer first, then the webhook: one payment, and the webhook is a duplicate", async () => {
    open = await runPayments(willing);

    await open.hears(placed);
    await open.clock.advance(100);
    await open.webhook(chargeSucceeded);
    await open.clock.advance(100);

    expect(open.said).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
    expect(open.duplicates).to.deep.equal(["payments.charge-settled"]);
  });

  it("the webhook first, then the answer: one payment, and the answer is a duplicate", async () => {
    let answer: (charge: ChargeSettled) => void = () => undefined;
    const answered = new Promise<ChargeSettled>((resolve) => {
      answer = resolve;
    });
    open = await runPayments({ ...willing, charge: () => answered });

    await open.hears(placed);
    await open.clock.advance(100);
    await open.webhook(chargeSucceeded);
    answer({ orderId, chargeId: "ch_1", status: "succeeded" });
    await open.clock.advance(100);

    expect(open.said).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
    expect(open.duplicates).to.deep.equal(["payments.charge-settled"]);
  });

  it("the money a moment before the time to pay is over: the payment is paid, and stays it", async () => {
    open = await runPayments(silent);

    await open.hears(placed);
    await open.clock.advance(15 * minutes - 1);
    await open.webhook(chargeSucceeded);
    await open.clock.advance(5 * minutes);

    expect(await open.status()).to.equal("paid");
    expect(open.said).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
  });

  it("the money a moment after: the payment is expired, and the money goes back, once", async () => {
    open = await runPayments(silent);

    await open.hears(placed);
    await open.clock.advance(15 * minutes);
    await open.webhook(chargeSucceeded);
    await open.webhook(chargeSucceeded);
    await open.clock.advance(5 * minutes);

    expect(await open.status()).to.equal("refunded");
    expect(open.said).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-expired.v1",
      "payments.payment-refunded.v1",
    ]);
    expect(open.called.filter((key) => key.startsWith("refund:"))).to.deep.equal([`refund:${orderId}`]);
  });

  it("cancelled while it is charged: the money goes back, once, although answer and webhook both say it came", async () => {
    let answer: (charge: ChargeSettled) => void = () => undefined;
    const answered = new Promise<ChargeSettled>((resolve) => {
      answer = resolve;
    });
    open = await runPayments({ ...willing, charge: () => answered });

    await open.hears(placed);
    await open.clock.advance(100);
    await open.hears(orderCancelled);
    answer({ orderId, chargeId: "ch_1", status: "succeeded" });
    await open.clock.advance(100);
    await open.webhook(chargeSucceeded);
    await open.clock.advance(100);

    expect(await open.status()).to.equal("refunded");
    expect(open.said).to.deep.equal(["payments.payment-started.v1", "payments.payment-refunded.v1"]);
    expect(open.called).to.deep.equal([`charge:${orderId}`, `refund:${orderId}`]);
  });

  it("cancelled after it was paid: the money goes back", async () => {
    open = await runPayments(willing);

    await open.hears(placed);
    await open.clock.advance(100);
    await open.hears(orderCancelled);
    await open.clock.advance(100);

    expect(open.said).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-succeeded.v1",
      "payments.payment-refunded.v1",
    ]);
  });

  it("the cancellation overtakes the order: nothing is ever charged", async () => {
    open = await runPayments(willing);

    await open.hears(orderCancelled);
    await open.hears(placed);
    await open.clock.advance(20 * minutes);

    expect(open.called).to.deep.equal([]);
    expect(open.said).to.deep.equal([]);
  });

  it("declined, and then it succeeded after all: the order was told no, so the money goes back", async () => {
    const no: ChargeSettled = { orderId, chargeId: "ch_1", status: "declined", reason: "card-declined" };
    open = await runPayments({ ...willing, charge: async () => no });

    await open.hears(placed);
    await open.clock.advance(100);
    await open.webhook(chargeSucceeded);
    await open.clock.advance(100);

    expect(open.said).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-declined.v1",
      "payments.payment-refunded.v1",
    ]);
  });

  it("charged, and then the answer is lost: the next attempt has the same key", async () => {
    const answers = [() => Promise.reject(new Error("socket hang up")), willing.charge];
    open = await runPayments({
      ...willing,
      charge: (...asked) => (answers.shift() ?? willing.charge)(...asked),
    });

    await open.hears(placed);
    await open.clock.advance(5_000);

    expect(open.called).to.deep.equal([`charge:${orderId}`, `charge:${orderId}`]);
    expect(open.said).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
  });

  it("the same order heard twice: charged once", async () => {
    open = await runPayments(willing);

    await open.hears(placed);
    await open.hears(placed);
    await open.clock.advance(100);

    expect(open.called).to.deep.equal([`charge:${orderId}`]);
  });
});
