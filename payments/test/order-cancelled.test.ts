import { expect } from "chai";
import { onOrderCancelled } from "../on-order-cancelled.ts";
import {
  awaitingConfirmation,
  cancelled,
  charging,
  declined,
  expired,
  orderCancelled,
  orderId,
  paid,
  reacting,
  refundCall,
  refunded,
  refunding,
  requested,
  tombstone,
} from "./given.ts";

const react = reacting(onOrderCancelled);
const expiry = `payments.payment-expiry/${orderId}`;

describe("A cancelled order", () => {
  it("leaves a tombstone if the cancellation overtakes the order", () => {
    expect(react(undefined, orderCancelled)).to.deep.equal({ save: { payment: tombstone } });
  });

  it("no longer waits for a charge in progress", () => {
    expect(react(charging, orderCancelled)).to.deep.equal({
      save: { payment: cancelled },
      cancelTimers: [expiry],
    });
  });

  it("no longer waits for the customer's confirmation", () => {
    const outcome = react(awaitingConfirmation, orderCancelled);

    expect(outcome).to.deep.equal({ save: { payment: cancelled }, cancelTimers: [expiry] });
  });

  it("is refunded if it was paid", () => {
    expect(react(paid, orderCancelled)).to.deep.equal({
      save: { payment: { ...requested, status: "refunding", chargeId: "ch_1", why: "order-cancelled" } },
      call: [refundCall],
    });
  });

  it("changes nothing if the card was declined", () => {
    expect(react(declined, orderCancelled)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("changes nothing if the payment expired", () => {
    expect(react(expired, orderCancelled)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("is cancelled once, however often the event arrives", () => {
    expect(react(cancelled, orderCancelled)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("is not refunded twice during a refund", () => {
    expect(react(refunding, orderCancelled)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("is not refunded twice after a refund", () => {
    expect(react(refunded, orderCancelled)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("leaves one tombstone", () => {
    expect(react(tombstone, orderCancelled)).to.deep.equal({ ignored: "the payment is tombstone" });
  });
});
