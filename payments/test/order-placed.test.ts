import { expect } from "chai";
import { onOrderPlaced } from "../on-order-placed.ts";
import { amount, asked, charging, orderId, placed, reacting, tombstone } from "./given.ts";

const react = reacting(onOrderPlaced({ paymentExpiryMs: 15 * 60_000 }));

describe("an order was placed", () => {
  it("asks for the money, starts the clock, says so, and does not keep the card", () => {
    expect(react(undefined, placed)).to.deep.equal({
      save: { payment: { ...asked, status: "charging" } },
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

  it("charges nothing when the cancellation came first", () => {
    const outcome = react(tombstone, placed);

    expect(outcome).to.deep.equal({ ignored: "the order was cancelled first" });
  });

  it("charges nothing a second time", () => {
    expect(react(charging, placed)).to.deep.equal({ ignored: "the payment has already started" });
  });
});
