import { expect } from "chai";
import type { ChargeSettled } from "../provider.ts";
import { orderCancelled, orderId, placed } from "./given.ts";
import { chargeSucceeded, type RunningPayments, runPayments, silent, willing } from "./running-payments.ts";

const minutes = 60_000;

describe("Races of a payment", () => {
  let service: RunningPayments;
  afterEach(async () => service.close());

  it("response, then webhook: one payment, and the webhook is a duplicate", async () => {
    service = await runPayments(willing);

    await service.submit(placed);
    await service.passes(100);
    await service.webhook(chargeSucceeded);
    await service.passes(100);

    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
    expect(service.duplicates).to.deep.equal(["payments.charge-settled"]);
  });

  it("webhook, then response: one payment, and the response is a duplicate", async () => {
    let answer: (charge: ChargeSettled) => void = () => undefined;
    const answered = new Promise<ChargeSettled>((resolve) => {
      answer = resolve;
    });
    service = await runPayments({ ...willing, charge: () => answered });

    await service.submit(placed);
    await service.passes(100);
    await service.webhook(chargeSucceeded);
    answer({ orderId, chargeId: "ch_1", status: "succeeded" });
    await service.passes(100);

    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
    expect(service.duplicates).to.deep.equal(["payments.charge-settled"]);
  });

  it("charged a moment before the expiry: the payment is paid, and stays paid", async () => {
    service = await runPayments(silent);

    await service.submit(placed);
    await service.passes(15 * minutes - 1);
    await service.webhook(chargeSucceeded);
    await service.passes(5 * minutes);

    expect(await service.status()).to.equal("paid");
    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
  });

  it("charged a moment after the expiry: the payment is expired, and refunded once", async () => {
    service = await runPayments(silent);

    await service.submit(placed);
    await service.passes(15 * minutes);
    await service.webhook(chargeSucceeded);
    await service.webhook(chargeSucceeded);
    await service.passes(5 * minutes);

    expect(await service.status()).to.equal("refunded");
    expect(service.published).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-expired.v1",
      "payments.payment-refunded.v1",
    ]);
    expect(service.called.filter((key) => key.startsWith("refund:"))).to.deep.equal([`refund:${orderId}`]);
  });

  it("cancelled during the charge: refunded once, although both response and webhook report success", async () => {
    let answer: (charge: ChargeSettled) => void = () => undefined;
    const answered = new Promise<ChargeSettled>((resolve) => {
      answer = resolve;
    });
    service = await runPayments({ ...willing, charge: () => answered });

    await service.submit(placed);
    await service.passes(100);
    await service.submit(orderCancelled);
    answer({ orderId, chargeId: "ch_1", status: "succeeded" });
    await service.passes(100);
    await service.webhook(chargeSucceeded);
    await service.passes(100);

    expect(await service.status()).to.equal("refunded");
    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-refunded.v1"]);
    expect(service.called).to.deep.equal([`charge:${orderId}`, `refund:${orderId}`]);
  });

  it("cancelled after it was paid: refunded", async () => {
    service = await runPayments(willing);

    await service.submit(placed);
    await service.passes(100);
    await service.submit(orderCancelled);
    await service.passes(100);

    expect(service.published).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-succeeded.v1",
      "payments.payment-refunded.v1",
    ]);
  });

  it("the cancellation overtakes the order: nothing is ever charged", async () => {
    service = await runPayments(willing);

    await service.submit(orderCancelled);
    await service.submit(placed);
    await service.passes(20 * minutes);

    expect(service.called).to.deep.equal([]);
    expect(service.published).to.deep.equal([]);
  });

  it("declined, then successful: orders was told that it was declined, so it is refunded", async () => {
    const no: ChargeSettled = { orderId, chargeId: "ch_1", status: "declined", reason: "card-declined" };
    service = await runPayments({ ...willing, charge: async () => no });

    await service.submit(placed);
    await service.passes(100);
    await service.webhook(chargeSucceeded);
    await service.passes(100);

    expect(service.published).to.deep.equal([
      "payments.payment-started.v1",
      "payments.payment-declined.v1",
      "payments.payment-refunded.v1",
    ]);
  });

  it("charged, then the response is lost: the next attempt has the same key", async () => {
    const answers = [() => Promise.reject(new Error("socket hang up")), willing.charge];
    service = await runPayments({
      ...willing,
      charge: (...asked) => (answers.shift() ?? willing.charge)(...asked),
    });

    await service.submit(placed);
    await service.passes(5_000);

    expect(service.called).to.deep.equal([`charge:${orderId}`, `charge:${orderId}`]);
    expect(service.published).to.deep.equal(["payments.payment-started.v1", "payments.payment-succeeded.v1"]);
  });

  it("a duplicate order-placed: charged once", async () => {
    service = await runPayments(willing);

    await service.submit(placed);
    await service.submit(placed);
    await service.passes(100);

    expect(service.called).to.deep.equal([`charge:${orderId}`]);
  });
});
