import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { onAssign } from "../on-assign.ts";
import { giveUp, onGiveUp } from "../on-give-up.ts";
import { assign } from "../steps.ts";
import { center, confirmed, jean, marie, now, ridden, settings, toldOfMarie } from "./given.ts";

const reaction = onAssign(settings);
const told = localMessage(assign, orderId, { orderId, courierId: "marie", zone: "center" });
const tooLong = localMessage(giveUp, orderId, { orderId, zone: "center" });
const delivery = { ...confirmed, status: "waiting", since: "2026-01-02T17:50:00.000Z", ready: false };
const kept = { ...marie, status: "busy", orderId, leaving: false } as const;

describe("a courier was kept for an order that waited", () => {
  it("is sent, and nobody gives the order up any more", () => {
    const outcome = reaction.react({ delivery, roster: center({ couriers: [kept] }) }, told, { now });
    expect(outcome).to.deep.equal({
      save: { delivery: { ...ridden, status: "assigned" } },
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

  it("picks the food up at once when it is ready already", () => {
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: { ...delivery, ready: true }, roster }, told, { now });
    expect(outcome)
      .to.have.nested.property("save.delivery")
      .that.deep.equals({ ...ridden, status: "picked-up", cancelled: false });
    expect(outcome).to.have.nested.property("publish[1].type", "couriers.order-picked-up.v1");
    expect(outcome).to.have.nested.property("setTimers[0].at", "2026-01-02T18:15:00.000Z");
  });

  it("takes the next order when this one was cancelled meanwhile", () => {
    const cancelled = { ...confirmed, status: "cancelled" };
    const roster = center({ couriers: [kept], waiting: [otherOrderId] });
    const outcome = reaction.react({ delivery: cancelled, roster }, told, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...kept, orderId: otherOrderId }] }) },
      setTimers: [toldOfMarie],
    });
  });

  it("is free again when this one was given up meanwhile and no other waits", () => {
    const unavailable = { ...confirmed, status: "unavailable" };
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: unavailable, roster }, told, { now });
    expect(outcome).to.deep.equal({
      save: { roster: center({ couriers: [{ ...marie, status: "free" }] }) },
      setTimers: [],
    });
  });

  it("went on to another order: this one's cancellation was quicker", () => {
    const roster = center({ couriers: [{ ...kept, orderId: otherOrderId }] });
    const outcome = reaction.react({ delivery: { ...confirmed, status: "cancelled" }, roster }, told, {
      now,
    });
    expect(outcome).to.deep.equal({ ignored: "the courier went on to another order" });
  });

  it("is not taken away from a ride that has begun", () => {
    const roster = center({ couriers: [kept] });
    const outcome = reaction.react({ delivery: { ...ridden, status: "assigned" }, roster }, told, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});

describe("an order has waited for too long", () => {
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

  it("still gets the courier who was kept for it at the last moment", () => {
    const roster = center({ couriers: [kept] });
    const outcome = onGiveUp.react({ delivery, roster }, tooLong, { now });
    expect(outcome).to.deep.equal({ ignored: "a courier was found at the last moment" });
  });

  it("is not given up when its courier was sent while the timer was under way", () => {
    const roster = center({ couriers: [kept] });
    const outcome = onGiveUp.react({ delivery: { ...ridden, status: "assigned" }, roster }, tooLong, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});
