import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { onOrderReady } from "../on-order-ready.ts";
import { onTravelDone, travelDone } from "../on-travel-done.ts";
import { center, confirmed, jean, marie, now, ridden, settings, toldOfMarie } from "./given.ts";

const reaction = onOrderReady(settings);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);
const arrived = localMessage(travelDone, orderId, { orderId, zone: "center" });
const deliveredEvent = {
  type: "couriers.order-delivered.v1",
  subject: orderId,
  data: { orderId, courierId: "marie" },
};

describe("the food is ready", () => {
  it("is picked up by the courier who was sent", () => {
    const delivery = { ...ridden, status: "assigned" };
    const outcome = reaction.react({ delivery }, ready, { now });
    expect(outcome).to.deep.equal({
      save: { delivery: { ...ridden, status: "picked-up", cancelled: false } },
      publish: [
        { type: "couriers.order-picked-up.v1", subject: orderId, data: { orderId, courierId: "marie" } },
      ],
      setTimers: [
        {
          type: "couriers.travel-done",
          name: `couriers.travel-done/${orderId}`,
          subject: orderId,
          at: "2026-01-02T18:15:00.000Z",
          data: { orderId, zone: "center" },
        },
      ],
    });
  });

  it("is remembered while the order waits for a courier", () => {
    const delivery = { ...confirmed, status: "waiting", since: now, ready: false };
    const outcome = reaction.react({ delivery }, ready, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { ...delivery, ready: true } } });
  });

  it("is remembered when it overtook the confirmation", () => {
    const outcome = reaction.react({ delivery: undefined }, ready, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "ready-first", orderId } } });
  });

  it("stays where it is when the order was cancelled", () => {
    const outcome = reaction.react({ delivery: { ...confirmed, status: "cancelled" } }, ready, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is cancelled" });
  });

  it("stays where it is when the cancellation overtook everything", () => {
    const outcome = reaction.react({ delivery: { status: "tombstone", orderId } }, ready, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is tombstone" });
  });
});

describe("the courier arrives", () => {
  const delivery = { ...ridden, status: "picked-up", cancelled: false };
  const busy = { ...marie, status: "busy", orderId, leaving: false } as const;

  it("delivers, and is free behind everybody who was free before", () => {
    const roster = center({ couriers: [busy, { ...jean, status: "free" }] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...ridden, status: "delivered", cancelled: false },
        roster: center({
          couriers: [
            { ...jean, status: "free" },
            { ...marie, status: "free" },
          ],
        }),
      },
      publish: [deliveredEvent],
      setTimers: [],
    });
  });

  it("takes the first order that waits", () => {
    const roster = center({ couriers: [busy], waiting: [otherOrderId, "third"] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...ridden, status: "delivered", cancelled: false },
        roster: center({
          couriers: [{ ...marie, status: "busy", orderId: otherOrderId, leaving: false }],
          waiting: ["third"],
        }),
      },
      publish: [deliveredEvent],
      setTimers: [toldOfMarie],
    });
  });

  it("goes home when that was asked for during the ride, though orders wait", () => {
    const roster = center({ couriers: [{ ...busy, leaving: true }], waiting: [otherOrderId] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome)
      .to.have.nested.property("save.roster")
      .that.deep.equals(center({ couriers: [{ ...marie, status: "off-shift" }], waiting: [otherOrderId] }));
  });

  it("delivers what was cancelled on the way: the delivery is a fact", () => {
    const cancelled = { ...delivery, cancelled: true };
    const outcome = onTravelDone.react(
      { delivery: cancelled, roster: center({ couriers: [busy] }) },
      arrived,
      {
        now,
      },
    );
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...ridden, status: "delivered", cancelled: true },
        roster: center({ couriers: [{ ...marie, status: "free" }] }),
      },
      publish: [deliveredEvent],
      setTimers: [],
    });
  });

  it("arrives only once", () => {
    const done = { ...ridden, status: "delivered", cancelled: false };
    const outcome = onTravelDone.react({ delivery: done, roster: center() }, arrived, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is delivered" });
  });
});
