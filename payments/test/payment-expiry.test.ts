import { expect } from "chai";
import { localMessage } from "#tooling/testing/messages.ts";
import { onPaymentExpiry, paymentExpiry } from "../on-payment-expiry.ts";
import {
  awaitingConfirmation,
  cancelled,
  charging,
  declined,
  expired,
  now,
  orderId,
  paid,
  reacting,
  refunded,
  refunding,
  requested,
} from "./given.ts";

const react = reacting(onPaymentExpiry);
const timeIsOver = localMessage(paymentExpiry, orderId, { orderId });

const isExpired = {
  save: { payment: { ...requested, status: "expired", expiredAt: now } },
  publish: [{ type: "payments.payment-expired.v1", subject: orderId, data: { orderId, expiredAt: now } }],
};

describe("The payment expires", () => {
  it("while the charge has no response", () => {
    expect(react(charging, timeIsOver)).to.deep.equal(isExpired);
  });

  it("while it awaits the customer's confirmation", () => {
    expect(react(awaitingConfirmation, timeIsOver)).to.deep.equal(isExpired);
  });

  it("but not if the charge succeeded first", () => {
    expect(react(paid, timeIsOver)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("but not if the card was declined", () => {
    expect(react(declined, timeIsOver)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("but not if the order was cancelled", () => {
    expect(react(cancelled, timeIsOver)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("once", () => {
    expect(react(expired, timeIsOver)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("but not during a refund", () => {
    expect(react(refunding, timeIsOver)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("but not after a refund", () => {
    expect(react(refunded, timeIsOver)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("but not for an unknown order", () => {
    expect(react(undefined, timeIsOver)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});
