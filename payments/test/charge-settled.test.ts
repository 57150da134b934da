import { expect } from "chai";
import { onChargeSettled } from "../on-charge-settled.ts";
import {
  amount,
  awaitingConfirmation,
  cancelled,
  chargeDeclined,
  charging,
  declined,
  expired,
  orderId,
  paid,
  reacting,
  refundCall,
  refunded,
  refunding,
  requested,
  succeeded,
  tombstone,
  wantsConfirmation,
} from "./given.ts";

const react = reacting(onChargeSettled);
const expiry = `payments.payment-expiry/${orderId}`;

const isPaid = {
  save: { payment: paid },
  cancelTimers: [expiry],
  publish: [
    {
      type: "payments.payment-succeeded.v1",
      subject: orderId,
      data: { orderId, amount, chargeId: "ch_1" },
    },
  ],
};

const isDeclined = {
  save: { payment: { ...requested, status: "declined", reason: "insufficient-funds" } },
  cancelTimers: [expiry],
  publish: [
    {
      type: "payments.payment-declined.v1",
      subject: orderId,
      data: { orderId, reason: "insufficient-funds" },
    },
  ],
};

const givesBack = (why: "order-cancelled" | "paid-too-late") => ({
  save: { payment: { ...requested, status: "refunding", chargeId: "ch_1", why } },
  call: [refundCall],
});

describe("The charge succeeded", () => {
  it("the payment is paid", () => {
    expect(react(charging, succeeded)).to.deep.equal(isPaid);
  });

  it("the payment is paid after the customer's confirmation", () => {
    expect(react(awaitingConfirmation, succeeded)).to.deep.equal(isPaid);
  });

  it("after the payment expired: it is refunded", () => {
    expect(react(expired, succeeded)).to.deep.equal(givesBack("paid-too-late"));
  });

  it("after the order was cancelled: it is refunded", () => {
    expect(react(cancelled, succeeded)).to.deep.equal(givesBack("order-cancelled"));
  });

  it("after a decline: it is refunded, because the order was cancelled", () => {
    expect(react(declined, succeeded)).to.deep.equal(givesBack("order-cancelled"));
  });

  it("a second time: ignored", () => {
    expect(react(paid, succeeded)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("during a refund: no second refund", () => {
    expect(react(refunding, succeeded)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("after a refund: no second refund", () => {
    expect(react(refunded, succeeded)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("for an order that was never charged: ignored", () => {
    expect(react(tombstone, succeeded)).to.deep.equal({ ignored: "the payment is tombstone" });
  });

  it("for an unknown order: ignored", () => {
    expect(react(undefined, succeeded)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});

describe("The provider declined the charge", () => {
  it("the payment is declined, with the reason", () => {
    expect(react(charging, chargeDeclined)).to.deep.equal(isDeclined);
  });

  it("the payment is declined while it awaits the customer", () => {
    expect(react(awaitingConfirmation, chargeDeclined)).to.deep.equal(isDeclined);
  });

  it("a second time: ignored", () => {
    expect(react(declined, chargeDeclined)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("after the payment expired: nothing to refund", () => {
    expect(react(expired, chargeDeclined)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("after the order was cancelled: nothing to refund", () => {
    expect(react(cancelled, chargeDeclined)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("after the payment succeeded: it stays paid", () => {
    expect(react(paid, chargeDeclined)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("during a refund: the refund continues", () => {
    expect(react(refunding, chargeDeclined)).to.deep.equal({ ignored: "the payment is refunding" });
  });
});

describe("The provider requires the customer's confirmation", () => {
  it("the customer is asked, and the expiry timer stays set", () => {
    expect(react(charging, wantsConfirmation)).to.deep.equal({
      save: { payment: awaitingConfirmation },
      publish: [
        {
          type: "payments.payment-confirmation-required.v1",
          subject: orderId,
          data: { orderId, amount, expiresAt: "2026-01-02T18:15:00.000Z" },
        },
      ],
    });
  });

  it("the customer is asked once", () => {
    const outcome = react(awaitingConfirmation, wantsConfirmation);

    expect(outcome).to.deep.equal({ ignored: "the customer has already been asked to confirm" });
  });

  it("the customer is not asked if the payment succeeded meanwhile", () => {
    expect(react(paid, wantsConfirmation)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("the customer is not asked after the payment expired", () => {
    expect(react(expired, wantsConfirmation)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("the customer is not asked after the order was cancelled", () => {
    expect(react(cancelled, wantsConfirmation)).to.deep.equal({ ignored: "the payment is cancelled" });
  });
});
