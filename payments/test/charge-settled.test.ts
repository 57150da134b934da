import { expect } from "chai";
import { onChargeSettled } from "../on-charge-settled.ts";
import {
  amount,
  asked,
  awaitingConfirmation,
  cancelled,
  charging,
  declined,
  expired,
  orderId,
  paid,
  reacting,
  refundCall,
  refunded,
  refunding,
  refused,
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
  save: { payment: { ...asked, status: "declined", reason: "insufficient-funds" } },
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
  save: { payment: { ...asked, status: "refunding", chargeId: "ch_1", why } },
  call: [refundCall],
});

describe("the money came", () => {
  it("makes the payment paid", () => {
    expect(react(charging, succeeded)).to.deep.equal(isPaid);
  });

  it("makes the payment paid after the customer's confirmation", () => {
    expect(react(awaitingConfirmation, succeeded)).to.deep.equal(isPaid);
  });

  it("goes back when it came after the time to pay was over", () => {
    expect(react(expired, succeeded)).to.deep.equal(givesBack("paid-too-late"));
  });

  it("goes back when it came after the order was cancelled", () => {
    expect(react(cancelled, succeeded)).to.deep.equal(givesBack("order-cancelled"));
  });

  it("goes back when it came after the provider had said no: it was not late, but the order was cancelled", () => {
    expect(react(declined, succeeded)).to.deep.equal(givesBack("order-cancelled"));
  });

  it("comes once", () => {
    expect(react(paid, succeeded)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("does not go back twice while it is on its way back", () => {
    expect(react(refunding, succeeded)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("does not go back twice after it went back", () => {
    expect(react(refunded, succeeded)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("means nothing for an order that was never charged", () => {
    expect(react(tombstone, succeeded)).to.deep.equal({ ignored: "the payment is tombstone" });
  });

  it("means nothing for an order that we do not know", () => {
    expect(react(undefined, succeeded)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});

describe("the provider refused the charge", () => {
  it("makes the payment declined, and says why", () => {
    expect(react(charging, refused)).to.deep.equal(isDeclined);
  });

  it("makes the payment declined while it awaited the customer", () => {
    expect(react(awaitingConfirmation, refused)).to.deep.equal(isDeclined);
  });

  it("says nothing new about a declined payment", () => {
    expect(react(declined, refused)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("leaves nothing to give back after the time to pay was over", () => {
    expect(react(expired, refused)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("leaves nothing to give back after the order was cancelled", () => {
    expect(react(cancelled, refused)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("cannot take back that it is paid", () => {
    expect(react(paid, refused)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("does not stop a refund", () => {
    expect(react(refunding, refused)).to.deep.equal({ ignored: "the payment is refunding" });
  });
});

describe("the provider wants the customer to confirm", () => {
  it("asks the customer, and leaves the clock running", () => {
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

  it("asks the customer once", () => {
    const outcome = react(awaitingConfirmation, wantsConfirmation);

    expect(outcome).to.deep.equal({ ignored: "the customer has already been asked to confirm" });
  });

  it("asks nobody when it is paid meanwhile", () => {
    expect(react(paid, wantsConfirmation)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("asks nobody when the time to pay is over", () => {
    expect(react(expired, wantsConfirmation)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("asks nobody when the order was cancelled", () => {
    expect(react(cancelled, wantsConfirmation)).to.deep.equal({ ignored: "the payment is cancelled" });
  });
});
