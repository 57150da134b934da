import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { onAssign } from "../on-assign.ts";
import { giveUp, onGiveUp } from "../on-give-up.ts";
import { assign } from "../waiting-list.ts";
import { assignMarie, carried, center, confirmed, jean, marie, now, settings } from "./given.ts";

const reaction = onAssign(settings);
const told = localMessage(assign, orderId, { orderId, courierId: "marie", zone: "center" });
const tooLong = localMessage(giveUp, orderId, { orderId, zone: "center" });
const delivery = { ...confirmed, status: "waiting", since: "2026-01-02T17:50:00.000Z", ready: false };
const kept = { ...marie, status: "busy", orderId, leaving: false } as const;

describe("A courier reserved for a waiting order", () => {
  it("is assigned, and the give-up timer is cancelled", () => {
    const outcome = reaction.react({ delivery, roster: center({ couriers: [kept] }) }, told, { now });
    expect(outcome).to.deep.equal({
      save: { delivery: { ...carried, status: "assigned" } },
      publish: [
        {
          type: "couriers.courier-assigned.v1",
          subject: orderId,
          data: { orderId, courierId: "marie", courierName: "Marie" },
        },
      ],
      setTimers: [],
      cancelTimers: [`couriers.give-up/${orderId}`],
    });
  });

  it("picks up the food at once if it is ready", () => {
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: { ...delivery, ready: true }, roster }, told, { now });
    expect(outcome)
      .to.have.nested.property("save.delivery")
      .that.deep.equals({ ...carried, status: "picked-up", cancelled: false });
    expect(outcome).to.have.nested.property("publish[1].type", "couriers.order-picked-up.v1");
    expect(outcome).to.have.nested.property("setTimers[0].at", "2026-01-02T18:15:00.000Z");
  });

  it("takes the next order if this one was cancelled meanwhile", () => {
    const cancelled = { ...confirmed, status: "cancelled" };
    const roster = center({ couriers: [kept], waiting: [otherOrderId] });
    const outcome = reaction.react({ delivery: cancelled, roster }, told, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...kept, orderId: otherOrderId }] }) },
      setTimers: [assignMarie],
    });
  });

  it("is free again if this order was given up meanwhile and no other is waiting", () => {
    const unavailable = { ...confirmed, status: "unavailable" };
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: unavailable, roster }, told, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...marie, status: "free" }] }) },
      setTimers: [],
    });
  });

  it("keeps another order if the cancellation of this one was handled first", () => {
    const roster = center({ couriers: [{ ...kept, orderId: otherOrderId }] });
    const outcome = reaction.react({ delivery: { ...confirmed, status: "cancelled" }, roster }, told, {
      now,
    });
    expect(outcome).to.deep.equal({ ignored: "the courier went on to another order" });
  });

  it("is not taken away from a ride in progress", () => {
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: { ...carried, status: "assigned" }, roster }, told, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});

describe("An order that has waited too long", () => {
  it("is given up, and leaves the waiting list", () => {
    const roster = center({ couriers: [{ ...jean, status: "off-shift" }], waiting: ["first", orderId] });
    const outcome = onGiveUp.react({ delivery, roster }, tooLong, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...confirmed, status: "unavailable" },
        roster: center({ couriers: [{ ...jean, status: "off-shift" }], waiting: ["first"] }),
      },
      publish: [
        {
          type: "couriers.courier-unavailable.v1",
          subject: orderId,
          data: { orderId, zone: "center", waitedSeconds: 600 },
        },
      ],
    });
  });

  it("still gets the courier reserved for it at the last moment", () => {
    const roster = center({ couriers: [kept] });
    const outcome = onGiveUp.react({ delivery, roster }, tooLong, { now });
    expect(outcome).to.deep.equal({ ignored: "a courier was found at the last moment" });
  });

  it("is not given up if a courier was assigned before the timer was handled", () => {
    const roster = center({ couriers: [kept] });
    const outcome = onGiveUp.react({ delivery: { ...carried, status: "assigned" }, roster }, tooLong, {
      now,
    });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});
