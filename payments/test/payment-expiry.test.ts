import { expect } from "chai";
import { localMessage } from "#tooling/testing/messages.ts";
import { onPaymentExpiry, paymentExpiry } from "../on-payment-expiry.ts";
import {
  asked,
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
} from "./given.ts";

const react = reacting(onPaymentExpiry);
const timeIsOver = localMessage(paymentExpiry, orderId, { orderId });

const isExpired = {
  save: { payment: { ...asked, status: "expired", expiredAt: now } },
  publish: [{ type: "payments.payment-expired.v1", subject: orderId, data: { orderId, expiredAt: now } }],
};

describe("the time to pay is over", () => {
  it("gives up on a charge that was never answered", () => {
    expect(react(charging, timeIsOver)).to.deep.equal(isExpired);
  });

  it("gives up on a customer who did not confirm", () => {
    expect(react(awaitingConfirmation, timeIsOver)).to.deep.equal(isExpired);
  });

  it("comes too late when the money was first", () => {
    expect(react(paid, timeIsOver)).to.deep.equal({ ignored: "the payment is paid" });
  });

  it("changes nothing when the card was declined", () => {
    expect(react(declined, timeIsOver)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("changes nothing when the order was cancelled", () => {
    expect(react(cancelled, timeIsOver)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("is over once", () => {
    expect(react(expired, timeIsOver)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("changes nothing while the money goes back", () => {
    expect(react(refunding, timeIsOver)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("changes nothing after the money went back", () => {
    expect(react(refunded, timeIsOver)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("means nothing for an order that we do not know", () => {
    expect(react(undefined, timeIsOver)).to.deep.equal({ ignored: "the payment is unknown" });
  });
});
