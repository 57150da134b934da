import { expect } from "chai";
import { onOrderPlaced } from "../on-order-placed.ts";
import { amount, charging, orderId, placed, reacting, requested, tombstone } from "./given.ts";

const react = reacting(onOrderPlaced({ paymentExpiryMs: 15 * 60_000 }));

describe("A placed order", () => {
  it("requests the charge, sets the expiry timer, publishes it, and does not store the card", () => {
    expect(react(undefined, placed)).to.deep.equal({
      save: { payment: { ...requested, status: "charging" } },
      call: [
        {
          name: "payments.charge",
          key: `charge:${orderId}`,
          request: { orderId, amount, card: "tok_ok" },
        },
      ],
      setTimers: [
        {
          type: "payments.payment-expiry",
          name: `payments.payment-expiry/${orderId}`,
          subject: orderId,
          at: "2026-01-02T18:15:00.000Z",
          data: { orderId },
        },
      ],
      publish: [
        {
          type: "payments.payment-started.v1",
          subject: orderId,
          data: { orderId, amount, expiresAt: "2026-01-02T18:15:00.000Z" },
        },
      ],
    });
  });

  it("is not charged if the cancellation came first", () => {
    const outcome = react(tombstone, placed);

    expect(outcome).to.deep.equal({ ignored: "the order was cancelled first" });
  });

  it("is not charged a second time", () => {
    expect(react(charging, placed)).to.deep.equal({ ignored: "the payment has already started" });
  });
});
