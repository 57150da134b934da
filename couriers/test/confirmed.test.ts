import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { onOrderConfirmed } from "../on-order-confirmed.ts";
import { carried, center, confirmed, jean, marie, now, settings } from "./given.ts";

const reaction = onOrderConfirmed(settings);
const message = eventMessage("restaurants.order-confirmed.v1", samples["restaurants.order-confirmed.v1"]);
const assigned = {
  type: "couriers.courier-assigned.v1",
  subject: orderId,
  data: { orderId, courierId: "marie", courierName: "Marie" },
};

describe("the restaurant confirms an order", () => {
  it("assigns the courier who has been free the longest", () => {
    const roster = center({
      couriers: [
        { ...marie, status: "free" },
        { ...jean, status: "free" },
      ],
    });
    const outcome = reaction.react({ delivery: undefined, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...carried, status: "assigned" },
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

  it("picks up the food at once if it was ready first", () => {
    const delivery = { status: "ready-first", orderId };
    const roster = center({ couriers: [{ ...marie, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({
      save: {
        delivery: { ...carried, status: "picked-up", cancelled: false },
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

  it("waits for a limited time if no courier is free", () => {
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

  it("remembers while waiting that the food was ready first", () => {
    const delivery = { status: "ready-first", orderId };
    const outcome = reaction.react({ delivery, roster: center() }, message, { now });
    expect(outcome)
      .to.have.nested.property("save.delivery")
      .that.deep.equals({ ...confirmed, status: "waiting", since: now, ready: true });
  });

  it("waits in a zone without couriers", () => {
    const outcome = reaction.react({ delivery: undefined, roster: undefined }, message, { now });
    expect(outcome)
      .to.have.nested.property("save.roster")
      .that.deep.equals(center({ waiting: [orderId] }));
  });

  it("gives up at once if too many orders are waiting", () => {
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

  it("sends no courier if the cancellation overtakes the confirmation", () => {
    const delivery = { status: "tombstone", orderId };
    const roster = center({ couriers: [{ ...marie, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({ ignored: "the order was cancelled first" });
  });

  it("never sends a second courier", () => {
    const delivery = { ...carried, status: "assigned" };
    const roster = center({ couriers: [{ ...jean, status: "free" }] });
    const outcome = reaction.react({ delivery, roster }, message, { now });
    expect(outcome).to.deep.equal({ ignored: "the delivery is assigned" });
  });
});
