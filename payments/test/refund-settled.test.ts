import { expect } from "chai";
import { onRefundSettled } from "../on-refund-settled.ts";
import { amount, charging, moneyBack, orderId, paid, reacting, refunded, refunding } from "./given.ts";

const react = reacting(onRefundSettled);

describe("the money went back", () => {
  it("makes the payment refunded, and says why", () => {
    expect(react(refunding, moneyBack)).to.deep.equal({
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

  it("is said once", () => {
    expect(react(refunded, moneyBack)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("means nothing when nobody asked for it", () => {
    expect(react(paid, moneyBack)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("means nothing before there was money", () => {
    expect(react(charging, moneyBack)).to.deep.equal({ ignored: "the payment is charging" });
  });

  it("means nothing for an order that we do not know", () => {
    expect(react(undefined, moneyBack)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});
