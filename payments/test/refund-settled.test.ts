import { expect } from "chai";
import { onRefundSettled } from "../on-refund-settled.ts";
import { amount, charging, orderId, paid, reacting, refunded, refunding, refundSucceeded } from "./given.ts";

const react = reacting(onRefundSettled);

describe("A settled refund", () => {
  it("makes the payment refunded, and publishes the reason", () => {
    expect(react(refunding, refundSucceeded)).to.deep.equal({
      save: { payment: refunded },
      publish: [
        {
          type: "payments.payment-refunded.v1",
          subject: orderId,
          data: { orderId, amount, chargeId: "ch_1", refundId: "re_1", reason: "order-cancelled" },
        },
      ],
    });
  });

  it("is published once", () => {
    expect(react(refunded, refundSucceeded)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("is ignored if no refund was requested", () => {
    expect(react(paid, refundSucceeded)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("is ignored before the charge succeeded", () => {
    expect(react(charging, refundSucceeded)).to.deep.equal({ ignored: "the payment is charging" });
  });

  it("is ignored for an unknown order", () => {
    expect(react(undefined, refundSucceeded)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});
