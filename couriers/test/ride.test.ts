import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { onOrderReady } from "../on-order-ready.ts";
import { onTravelDone, travelDone } from "../on-travel-done.ts";
import { assignMarie, carried, center, confirmed, jean, marie, now, settings } from "./given.ts";

const reaction = onOrderReady(settings);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);
const arrived = localMessage(travelDone, orderId, { orderId, zone: "center" });
const deliveredEvent = {
  type: "couriers.order-delivered.v1",
  subject: orderId,
  data: { orderId, courierId: "marie" },
};

describe("The food is ready", () => {
  it("the assigned courier picks it up", () => {
    const delivery = { ...carried, status: "assigned" };
    const outcome = reaction.react({ delivery }, ready, { now });
    expect(outcome).to.deep.equal({
      save: { delivery: { ...carried, status: "picked-up", cancelled: false } },
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

  it("the waiting order remembers it", () => {
    const delivery = { ...confirmed, status: "waiting", since: now, ready: false };
    const outcome = reaction.react({ delivery }, ready, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { ...delivery, ready: true } } });
  });

  it("it is remembered if it overtakes the confirmation", () => {
    const outcome = reaction.react({ delivery: undefined }, ready, { now });
    expect(outcome).to.deep.equal({ save: { delivery: { status: "ready-first", orderId } } });
  });

  it("it is not picked up if the order was cancelled", () => {
    const outcome = reaction.react({ delivery: { ...confirmed, status: "cancelled" } }, ready, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is cancelled" });
  });

  it("it is not picked up if the cancellation came first", () => {
    const outcome = reaction.react({ delivery: { status: "tombstone", orderId } }, ready, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is tombstone" });
  });
});

describe("The courier arrives", () => {
  const delivery = { ...carried, status: "picked-up", cancelled: false };
  const busy = { ...marie, status: "busy", orderId, leaving: false } as const;

  it("delivers, and joins the end of the free couriers", () => {
    const roster = center({ couriers: [busy, { ...jean, status: "free" }] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...carried, status: "delivered", cancelled: false },
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

  it("takes the first waiting order", () => {
    const roster = center({ couriers: [busy], waiting: [otherOrderId, "third"] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...carried, status: "delivered", cancelled: false },
        roster: center({
          couriers: [{ ...marie, status: "busy", orderId: otherOrderId, leaving: false }],
          waiting: ["third"],
        }),
      },
      publish: [deliveredEvent],
      setTimers: [assignMarie],
    });
  });

  it("goes off shift if requested during the ride, even if orders are waiting", () => {
    const roster = center({ couriers: [{ ...busy, leaving: true }], waiting: [otherOrderId] });
    const outcome = onTravelDone.react({ delivery, roster }, arrived, { now });
    expect(outcome)
      .to.have.nested.property("save.roster")
      .that.deep.equals(center({ couriers: [{ ...marie, status: "off-shift" }], waiting: [otherOrderId] }));
  });

  it("delivers an order cancelled on the way: the delivery is a fact", () => {
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
        delivery: { ...carried, status: "delivered", cancelled: true },
        roster: center({ couriers: [{ ...marie, status: "free" }] }),
      },
      publish: [deliveredEvent],
      setTimers: [],
    });
  });

  it("arrives only once", () => {
    const done = { ...carried, status: "delivered", cancelled: false };
    const outcome = onTravelDone.react({ delivery: done, roster: center() }, arrived, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is delivered" });
  });
});
