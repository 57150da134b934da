import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { onOrderConfirmed } from "../on-order-confirmed.ts";
import { center, confirmed, jean, marie, now, ridden, settings } from "./given.ts";

const reaction = onOrderConfirmed(settings);
const message = eventMessage("restaurants.order-confirmed.v1", samples["restaurants.order-confirmed.v1"]);
const assigned = {
  type: "couriers.courier-assigned.v1",
  subject: orderId,
  data: { orderId, courierId: "marie", courierName: "Marie" },
};

describe("the restaurant confirms an order", () => {
  it("gets the courier who has been free the longest", () => {
    const roster = center({
      couriers: [
        { ...marie, status: "free" },
        { ...jean, status: "free" },
      ],
    });
    const outcome = reaction.react({ delivery: undefined, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...ridden, status: "assigned" },
        roster: center({
          couriers: [
            { ...marie, status: "busy", orderId, leaving: false },
            { ...jean, status: "free" },
          ],
        }),
      },
      publish: [assigned],
      setTimers: [],
    });
  });

  it("is picked up at once when the food was ready first", () => {
    const delivery = { status: "ready-first", orderId };
    const roster = center({ couriers: [{ ...marie, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...ridden, status: "picked-up", cancelled: false },
        roster: center({ couriers: [{ ...marie, status: "busy", orderId, leaving: false }] }),
      },
      publish: [
        assigned,
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

  it("waits when nobody is free, and not for ever", () => {
    const roster = center({
      couriers: [
        { ...marie, status: "busy", orderId: otherOrderId, leaving: false },
        { ...jean, status: "off-shift" },
      ],
    });
    const outcome = reaction.react({ delivery: undefined, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...confirmed, status: "waiting", since: now, ready: false },
        roster: { ...roster, waiting: [orderId] },
      },
      setTimers: [
        {
          type: "couriers.give-up",
          name: `couriers.give-up/${orderId}`,
          subject: orderId,
          at: "2026-01-02T18:10:00.000Z",
          data: { orderId, zone: "center" },
        },
      ],
    });
  });

  it("remembers while it waits that the food was ready first", () => {
    const delivery = { status: "ready-first", orderId };
    const outcome = reaction.react({ delivery, roster: center() }, message, { now });
    expect(outcome)
      .to.have.nested.property("save.delivery")
      .that.deep.equals({ ...confirmed, status: "waiting", since: now, ready: true });
  });

  it("waits in a zone where nobody was ever hired", () => {
    const outcome = reaction.react({ delivery: undefined, roster: undefined }, message, { now });
    expect(outcome)
      .to.have.nested.property("save.roster")
      .that.deep.equals(center({ waiting: [orderId] }));
  });

  it("is given up at once when too many wait already", () => {
    const roster = center({ waiting: ["first", "second"] });
    const outcome = reaction.react({ delivery: undefined, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: { delivery: { ...confirmed, status: "unavailable" } },
      publish: [
        {
          type: "couriers.courier-unavailable.v1",
          subject: orderId,
          data: { orderId, zone: "center", waitedSeconds: 0 },
        },
      ],
    });
  });

  it("sends nobody when the cancellation overtook the confirmation", () => {
    const delivery = { status: "tombstone", orderId };
    const roster = center({ couriers: [{ ...marie, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({ ignored: "the order was cancelled first" });
  });

  it("never sends a second courier", () => {
    const delivery = { ...ridden, status: "assigned" };
    const roster = center({ couriers: [{ ...jean, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});
