import { expect } from "chai";
import fc from "fast-check";
import { euros } from "../money.ts";
import { chargeOf, merchant, rejection } from "./merchant.ts";

const chargeId = "ch_5ee236c732605b3b8ada1ab3502240ad";
const refundId = "re_20a9b8bc37f052fc9f6ddc537282d0f7";
const wholeRefund = { key: "refund-1", chargeId, amount: euros(1250) };

describe("payment provider: refunds and the ledger", () => {
  it("refunds once, and sends a webhook", async () => {
    const { clock, provider, received } = merchant();
    await provider.charge(chargeOf("tok_ok"));
    const refund = await provider.refund(wholeRefund);
    expect(await provider.refund(wholeRefund)).to.deep.equal(refund);
    await clock.advance(0);
    expect(refund).to.include({ id: refundId, orderId: "order-1", status: "succeeded" });
    expect(received.map(({ type }) => type)).to.deep.equal(["charge.succeeded", "refund.succeeded"]);
    expect(provider.ledger()).to.deep.equal([
      {
        orderId: "order-1",
        charged: { amount: 1250, currency: "EUR" },
        refunded: { amount: 1250, currency: "EUR" },
        charges: [chargeId],
        refunds: [refundId],
      },
    ]);
  });

  it("refunds in parts, but never more than what is left", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_ok"));
    await provider.refund({ key: "refund-1", chargeId, amount: euros(1000) });
    const tooMuch = await rejection(provider.refund({ key: "refund-2", chargeId, amount: euros(251) }));
    expect(tooMuch).to.include({ status: 422, code: "refund-too-large" });
    await provider.refund({ key: "refund-3", chargeId, amount: euros(250) });
    expect(provider.ledger()[0]?.refunded).to.deep.equal(euros(1250));
  });

  it("makes only one of two concurrent refunds", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_ok"));
    const both = await Promise.allSettled([
      provider.refund({ key: "refund-1", chargeId, amount: euros(1250) }),
      provider.refund({ key: "refund-2", chargeId, amount: euros(1250) }),
    ]);
    expect(both.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected"]);
  });

  it("refuses to refund a charge that is not confirmed", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_confirm"));
    expect(await rejection(provider.refund(wholeRefund))).to.include({ status: 422, code: "not-charged" });
  });

  it("refuses to refund a declined charge", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_declined"));
    expect(await rejection(provider.refund(wholeRefund))).to.include({ status: 422, code: "not-charged" });
  });

  it("refuses a charge that does not exist", async () => {
    const { provider } = merchant();
    expect(await rejection(provider.refund(wholeRefund))).to.include({ status: 404, code: "unknown-charge" });
  });

  it("refuses an amount that is not a whole number above 0", async () => {
    const { provider } = merchant();
    const nothing = provider.charge({ ...chargeOf("tok_ok"), amount: euros(0) });
    const half = provider.charge({ ...chargeOf("tok_ok"), amount: euros(0.5) });
    const negative = provider.refund({ ...wholeRefund, amount: euros(-1250) });
    expect(await rejection(nothing)).to.include({ status: 422, code: "invalid-request" });
    expect(await rejection(half)).to.include({ status: 422, code: "invalid-request" });
    expect(await rejection(negative)).to.include({ status: 422, code: "invalid-request" });
  });

  it("shows zeros for an order whose card was declined", async () => {
    const { provider } = merchant();
    await provider.charge(chargeOf("tok_declined"));
    expect(provider.ledger()).to.deep.equal([
      { orderId: "order-1", charged: euros(0), refunded: euros(0), charges: [], refunds: [] },
    ]);
  });

  it("never refunds more than it charged, whatever is requested", async () => {
    const asked = fc.record({
      key: fc.constantFrom("a", "b", "c", "d"),
      cents: fc.integer({ min: -5, max: 2000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 12 }), async (refunds) => {
        const { provider } = merchant();
        await provider.charge(chargeOf("tok_ok"));
        await Promise.allSettled(
          refunds.map(({ key, cents }) => provider.refund({ key, chargeId, amount: euros(cents) })),
        );
        expect(provider.ledger()[0]?.refunded.amount).to.be.within(0, 1250);
      }),
    );
  });
});
