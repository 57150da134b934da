import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { onOrderCancelled } from "../on-order-cancelled.ts";
import { onRelease, release } from "../on-release.ts";
import { assignMarie, carried, center, confirmed, marie, now } from "./given.ts";

const cancel = eventMessage("orders.order-cancelled.v1", { orderId, reason: "customer" });
const released = localMessage(release, orderId, { orderId, zone: "center" });
const undone = {
  save: { delivery: { ...confirmed, status: "cancelled" } },
  cancelTimers: [`couriers.give-up/${orderId}`],
  setTimers: [
    {
      type: "couriers.release",
      name: `couriers.release/${orderId}`,
      subject: orderId,
      at: now,
      data: { orderId, zone: "center" },
    },
  ],
};

describe("an order is cancelled", () => {
  it("leaves a tombstone if the cancellation overtakes the confirmation", () => {
    const outcome = onOrderCancelled.react({ delivery: undefined }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "tombstone", orderId } } });
  });

  it("leaves a tombstone if only order-ready has arrived", () => {
    const delivery = { status: "ready-first", orderId };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "tombstone", orderId } } });
  });

  it("stops waiting for a courier", () => {
    const delivery = { ...confirmed, status: "waiting", since: now, ready: false };
    expect(onOrderCancelled.react({ delivery }, cancel, { now })).to.deep.equal(undone);
  });

  it("calls back the assigned courier", () => {
    const delivery = { ...carried, status: "assigned" };
    expect(onOrderCancelled.react({ delivery }, cancel, { now })).to.deep.equal(undone);
  });

  it("lets a courier who has the food finish the ride", () => {
    const delivery = { ...carried, status: "picked-up", cancelled: false };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { ...delivery, cancelled: true } } });
  });

  it("cannot undo a delivery", () => {
    const delivery = { ...carried, status: "delivered", cancelled: false };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is delivered" });
  });

  it("needs nothing more if no courier was available", () => {
    const delivery = { ...confirmed, status: "unavailable" };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is unavailable" });
  });
});

describe("a cancelled order needs no courier", () => {
  const busy = { ...marie, status: "busy", orderId, leaving: false } as const;

  it("leaves the waiting list", () => {
    const roster = center({ waiting: ["first", orderId] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({ save: { roster: center({ waiting: ["first"] }) }, setTimers: [] });
  });

  it("frees the courier for the first waiting order", () => {
    const roster = center({ couriers: [busy], waiting: [otherOrderId] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...busy, orderId: otherOrderId }] }) },
      setTimers: [assignMarie],
    });
  });

  it("lets a courier end the shift, if requested during the ride", () => {
    const roster = center({ couriers: [{ ...busy, leaving: true }] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...marie, status: "off-shift" }] }) },
      setTimers: [],
    });
  });

  it("takes no courier away from another order", () => {
    const roster = center({ couriers: [{ ...busy, orderId: otherOrderId }] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({ ignored: "the order has no courier and is not waiting for one" });
  });
});
