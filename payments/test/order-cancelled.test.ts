import { expect } from "chai";
import { onOrderCancelled } from "../on-order-cancelled.ts";
import {
  asked,
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
  tombstone,
} from "./given.ts";

const react = reacting(onOrderCancelled);
const expiry = `payments.payment-expiry/${orderId}`;

describe("an order was cancelled", () => {
  it("leaves a tombstone when it overtakes the order", () => {
    expect(react(undefined, orderCancelled)).to.deep.equal({ save: { payment: tombstone } });
  });

  it("no longer waits for a charge that is under way", () => {
    expect(react(charging, orderCancelled)).to.deep.equal({
      save: { payment: cancelled },
      cancelTimers: [expiry],
    });
  });

  it("no longer waits for the customer's confirmation", () => {
    const outcome = react(awaitingConfirmation, orderCancelled);

    expect(outcome).to.deep.equal({ save: { payment: cancelled }, cancelTimers: [expiry] });
  });

  it("gives back what was paid", () => {
    expect(react(paid, orderCancelled)).to.deep.equal({
      save: { payment: { ...asked, status: "refunding", chargeId: "ch_1", why: "order-cancelled" } },
      call: [refundCall],
    });
  });

  it("changes nothing when the card was declined", () => {
    expect(react(declined, orderCancelled)).to.deep.equal({ ignored: "the payment is declined" });
  });

  it("changes nothing when the time to pay was over", () => {
    expect(react(expired, orderCancelled)).to.deep.equal({ ignored: "the payment is expired" });
  });

  it("is one cancellation, however often it is said", () => {
    expect(react(cancelled, orderCancelled)).to.deep.equal({ ignored: "the payment is cancelled" });
  });

  it("does not give back twice what is on its way back", () => {
    expect(react(refunding, orderCancelled)).to.deep.equal({ ignored: "the payment is refunding" });
  });

  it("does not give back twice what was given back", () => {
    expect(react(refunded, orderCancelled)).to.deep.equal({ ignored: "the payment is refunded" });
  });

  it("leaves one tombstone", () => {
    expect(react(tombstone, orderCancelled)).to.deep.equal({ ignored: "the payment is tombstone" });
  });
});
