import { expect } from "chai";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { onOrderPlaced } from "../on-order-placed.ts";
import { onPaymentSucceeded } from "../on-payment-succeeded.ts";
import { now, ordered } from "./given.ts";

const placed = eventMessage("orders.order-placed.v1", samples["orders.order-placed.v1"]);
const paid = eventMessage("payments.payment-succeeded.v1", samples["payments.payment-succeeded.v1"]);
const asksKitchen = [
  {
    type: "restaurants.check-order",
    name: `restaurants.check-order/${orderId}`,
    subject: orderId,
    at: now,
    data: { orderId, restaurantId: "trattoria-sole" },
  },
];

describe("A placed order", () => {
  it("is saved, and waits for its payment", () => {
    const outcome = onOrderPlaced.react({ ticket: undefined }, placed, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { ...ordered, status: "awaiting-payment" } } });
  });

  it("asks the kitchen if the payment came first", () => {
    const ticket = { status: "awaiting-order", orderId };
    const outcome = onOrderPlaced.react({ ticket }, placed, { now });
    expect(outcome).to.deep.equal({
      save: { ticket: { ...ordered, status: "checking" } },
      setTimers: asksKitchen,
    });
  });

  it("is ignored if the cancellation overtook it", () => {
    const ticket = { status: "tombstone", orderId };
    const outcome = onOrderPlaced.react({ ticket }, placed, { now });
    expect(outcome).to.deep.equal({ ignored: "the order was cancelled first" });
  });

  it("is ignored if it is already known", () => {
    const ticket = { ...ordered, status: "cooking", readyAt: "2026-01-02T18:10:00.000Z" };
    const outcome = onOrderPlaced.react({ ticket }, placed, { now });
    expect(outcome).to.deep.equal({ ignored: "the order is already known" });
  });
});

describe("A paid order", () => {
  it("is remembered if the payment overtook the order", () => {
    const outcome = onPaymentSucceeded.react({ ticket: undefined }, paid, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { status: "awaiting-order", orderId } } });
  });

  it("asks the kitchen if the order is known", () => {
    const ticket = { ...ordered, status: "awaiting-payment" };
    const outcome = onPaymentSucceeded.react({ ticket }, paid, { now });
    expect(outcome).to.deep.equal({
      save: { ticket: { ...ordered, status: "checking" } },
      setTimers: asksKitchen,
    });
  });

  it("is not cooked if it was cancelled before", () => {
    const ticket = { ...ordered, status: "cancelled" };
    const outcome = onPaymentSucceeded.react({ ticket }, paid, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is cancelled" });
  });

  it("is not cooked if the cancellation came first", () => {
    const ticket = { status: "tombstone", orderId };
    const outcome = onPaymentSucceeded.react({ ticket }, paid, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is tombstone" });
  });

  it("asks the kitchen only once", () => {
    const ticket = { ...ordered, status: "checking" };
    const outcome = onPaymentSucceeded.react({ ticket }, paid, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is checking" });
  });
});
