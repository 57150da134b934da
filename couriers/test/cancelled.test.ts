import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { onOrderCancelled } from "../on-order-cancelled.ts";
import { onRelease } from "../on-release.ts";
import { release } from "../steps.ts";
import { center, confirmed, marie, now, ridden, toldOfMarie } from "./given.ts";

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
  it("leaves a tombstone when it overtook the confirmation", () => {
    const outcome = onOrderCancelled.react({ delivery: undefined }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "tombstone", orderId } } });
  });

  it("leaves a tombstone when only the food is known to be ready", () => {
    const delivery = { status: "ready-first", orderId };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "tombstone", orderId } } });
  });

  it("waits for nobody any more", () => {
    const delivery = { ...confirmed, status: "waiting", since: now, ready: false };
    expect(onOrderCancelled.react({ delivery }, cancel, { now })).to.deep.equal(undone);
  });

  it("calls back the courier who was sent", () => {
    const delivery = { ...ridden, status: "assigned" };
    expect(onOrderCancelled.react({ delivery }, cancel, { now })).to.deep.equal(undone);
  });

  it("lets a courier who has the food ride to the end", () => {
    const delivery = { ...ridden, status: "picked-up", cancelled: false };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { ...delivery, cancelled: true } } });
  });

  it("comes too late to undo a delivery", () => {
    const delivery = { ...ridden, status: "delivered", cancelled: false };
    const outcome = onOrderCancelled.react({ delivery }, cancel, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is delivered" });
  });

  it("is what follows when nobody was available, and needs nothing more", () => {
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

  it("frees the courier for the first order that waits", () => {
    const roster = center({ couriers: [busy], waiting: [otherOrderId] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...busy, orderId: otherOrderId }] }) },
      setTimers: [toldOfMarie],
    });
  });

  it("lets a courier go home who wanted to", () => {
    const roster = center({ couriers: [{ ...busy, leaving: true }] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...marie, status: "off-shift" }] }) },
      setTimers: [],
    });
  });

  it("takes no courier from another order", () => {
    const roster = center({ couriers: [{ ...busy, orderId: otherOrderId }] });
    const outcome = onRelease.react({ roster }, released, { now });
    expect(outcome).to.deep.equal({ ignored: "the order has no courier and is not waiting for one" });
  });
});
