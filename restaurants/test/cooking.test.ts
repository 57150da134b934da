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

describe("the cooking time is over", () => {
  it("hands the food over, and has room again", () => {
    const restaurant = trattoria({ cooking: [otherOrderId, orderId] });
    const outcome = onCookingDone.react({ ticket: cooking, restaurant }, done, { now });
    expect(outcome).to.deep.equal({
      save: { ticket: { ...ordered, status: "ready" }, restaurant: trattoria({ cooking: [otherOrderId] }) },
      publish: [{ type: "restaurants.order-ready.v1", subject: orderId, data: names }],
    });
  });

  it("means nothing for an order that was cancelled while its timer was under way", () => {
    const ticket = { ...ordered, status: "cancelled" };
    const outcome = onCookingDone.react({ ticket, restaurant: trattoria() }, done, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is cancelled" });
  });
});

describe("an order is cancelled", () => {
  it("leaves a tombstone when it overtook the order", () => {
    const outcome = onOrderCancelled.react({ ticket: undefined }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { status: "tombstone", orderId } } });
  });

  it("leaves a tombstone when only the payment is known", () => {
    const ticket = { status: "awaiting-order", orderId };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { status: "tombstone", orderId } } });
  });

  it("is not cooked when it was not paid yet", () => {
    const ticket = { ...ordered, status: "awaiting-payment" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { ...ordered, status: "cancelled" } } });
  });

  it("is not cooked when the kitchen is only being asked", () => {
    const ticket = { ...ordered, status: "checking" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { ticket: { ...ordered, status: "cancelled" } } });
  });

  it("stops the cooking, and asks for the room in the kitchen back", () => {
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

  it("changes nothing about food that is cooked", () => {
    const ticket = { ...ordered, status: "ready" };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is ready" });
  });

  it("is what follows a rejection, and needs nothing more", () => {
    const ticket = { ...ordered, status: "rejected", rejection: { reason: "closed" } };
    const outcome = onOrderCancelled.react({ ticket }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is rejected" });
  });
});

describe("the room of a cancelled order", () => {
  it("is there for another order", () => {
    const restaurant = trattoria({ cooking: [orderId, otherOrderId] });
    const outcome = onFreeSlot.react({ restaurant }, free, { now });
    expect(outcome).to.deep.equal({ save: { restaurant: trattoria({ cooking: [otherOrderId] }) } });
  });

  it("is given back only once", () => {
    const restaurant = trattoria({ cooking: [otherOrderId] });
    const outcome = onFreeSlot.react({ restaurant }, free, { now });
    expect(outcome).to.deep.equal({ ignored: "the kitchen is not cooking this order" });
  });
});
