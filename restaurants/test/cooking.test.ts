import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { cookingDone, onCookingDone } from "../on-cooking-done.ts";
import { freeSlot, onFreeSlot } from "../on-free-slot.ts";
import { onOrderCancelled } from "../on-order-cancelled.ts";
import { now, ordered, trattoria } from "./given.ts";

const names = { orderId, restaurantId: "trattoria-sole" };
const done = localMessage(cookingDone, orderId, names);
const free = localMessage(freeSlot, orderId, names);
const cancel = eventMessage("orders.order-cancelled.v1", { orderId, reason: "customer" });
const cooking = { ...ordered, status: "cooking", readyAt: "2026-01-02T18:10:00.000Z" };

describe("The end of the cooking time", () => {
  it("makes the order ready, and frees its slot", () => {
    const restaurant = trattoria({ cooking: [otherOrderId, orderId] });
    const outcome = onCookingDone.react({ ticket: cooking, restaurant }, done, { now });
    expect(outcome).to.deep.equal({
      save: { ticket: { ...ordered, status: "ready" }, restaurant: trattoria({ cooking: [otherOrderId] }) },
      publish: [{ type: "restaurants.order-ready.v1", subject: orderId, data: names }],
    });
  });

  it("is ignored for an order cancelled before the timer was handled", () => {
    const ticket = { ...ordered, status: "cancelled" };
    const outcome = onCookingDone.react({ ticket, restaurant: trattoria() }, done, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is cancelled" });
  });
});

describe("A cancelled order", () => {
  it("leaves a tombstone if the cancellation overtakes the order", () => {
    const outcome = onOrderCancelled.react({ ticket: undefined }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { status: "tombstone", orderId } } });
  });

  it("leaves a tombstone if only the payment is known", () => {
    const ticket = { status: "awaiting-order", orderId };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { status: "tombstone", orderId } } });
  });

  it("is not cooked if it was not paid yet", () => {
    const ticket = { ...ordered, status: "awaiting-payment" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { ...ordered, status: "cancelled" } } });
  });

  it("is not cooked during the kitchen's check", () => {
    const ticket = { ...ordered, status: "checking" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { ...ordered, status: "cancelled" } } });
  });

  it("stops cooking, and requests its slot back", () => {
    const outcome = onOrderCancelled.react({ ticket: cooking }, cancel, { now });
    expect(outcome).to.deep.equal({
      save: { ticket: { ...ordered, status: "cancelled" } },
      cancelTimers: [`restaurants.cooking-done/${orderId}`],
      setTimers: [
        {
          type: "restaurants.free-slot",
          name: `restaurants.free-slot/${orderId}`,
          subject: orderId,
          at: now,
          data: names,
        },
      ],
    });
  });

  it("changes nothing if the food is ready", () => {
    const ticket = { ...ordered, status: "ready" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is ready" });
  });

  it("changes nothing after a rejection", () => {
    const ticket = { ...ordered, status: "rejected", rejection: { reason: "closed" } };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is rejected" });
  });
});

describe("The slot of a cancelled order", () => {
  it("is free for another order", () => {
    const restaurant = trattoria({ cooking: [orderId, otherOrderId] });
    const outcome = onFreeSlot.react({ restaurant }, free, { now });
    expect(outcome).to.deep.equal({ save: { restaurant: trattoria({ cooking: [otherOrderId] }) } });
  });

  it("is freed only once", () => {
    const restaurant = trattoria({ cooking: [otherOrderId] });
    const outcome = onFreeSlot.react({ restaurant }, free, { now });
    expect(outcome).to.deep.equal({ ignored: "the kitchen is not cooking this order" });
  });
});
