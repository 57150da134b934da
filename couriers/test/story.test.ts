import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { staff } from "#tooling/testing/people.ts";
import { runCouriers } from "./running-couriers.ts";

const marie = { courierId: "marie", name: "Marie", zone: "center" };
const sample = samples["restaurants.order-confirmed.v1"];
const confirmed = eventMessage("restaurants.order-confirmed.v1", sample);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);
const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);
const otherConfirmed = eventMessage("restaurants.order-confirmed.v1", { ...sample, orderId: otherOrderId });

describe("One courier and two orders", () => {
  it("delivers the second order after the first", async () => {
    const { get, passes, published, receives } = await runCouriers([marie]);
    await receives(confirmed);
    await receives(ready);
    await passes(600_000);
    await receives(otherConfirmed);
    await passes(300_000);
    const { body } = await get("/couriers", staff);
    expect(published).to.deep.equal([
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.order-delivered.v1",
      "couriers.courier-assigned.v1",
    ]);
    expect(body.couriers).to.deep.equal([
      { ...marie, status: "busy", orderId: otherOrderId, leaving: false },
    ]);
  });

  it("does not deliver the second order if it has waited too long", async () => {
    const { get, passes, published, receives } = await runCouriers([marie]);
    await receives(confirmed);
    await receives(ready);
    await receives(otherConfirmed);
    await passes(900_000);
    const { body } = await get("/couriers", staff);
    expect(published).to.deep.equal([
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.courier-unavailable.v1",
      "couriers.order-delivered.v1",
    ]);
    expect(body.couriers).to.deep.equal([{ ...marie, status: "free" }]);
  });

  it("delivers the second order if the first is cancelled", async () => {
    const { get, published, receives } = await runCouriers([marie]);
    await receives(confirmed);
    await receives(otherConfirmed);
    await receives(cancelled);
    const { body } = await get("/couriers", staff);
    expect(published).to.deep.equal(["couriers.courier-assigned.v1", "couriers.courier-assigned.v1"]);
    expect(body.couriers).to.deep.equal([
      { ...marie, status: "busy", orderId: otherOrderId, leaving: false },
    ]);
  });

  it("handles a duplicate message once", async () => {
    const { published, receives } = await runCouriers([marie]);
    await receives(confirmed);
    await receives(confirmed);
    expect(published).to.deep.equal(["couriers.courier-assigned.v1"]);
  });
});

describe("Facts in the wrong order", () => {
  it("lead to the same delivery if order-ready comes before order-confirmed", async () => {
    const { passes, published, receives } = await runCouriers([marie]);
    await receives(ready);
    await receives(confirmed);
    await passes(900_000);
    expect(published).to.deep.equal([
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.order-delivered.v1",
    ]);
  });

  it("lead to no delivery if the cancellation comes first", async () => {
    const { passes, published, receives } = await runCouriers([marie]);
    await receives(cancelled);
    await receives(ready);
    await receives(confirmed);
    await passes(3_600_000);
    expect(published).to.deep.equal([]);
  });

  it("end with the delivery if the cancellation comes during the ride", async () => {
    const { get, passes, receives } = await runCouriers([marie]);
    await receives(confirmed);
    await receives(ready);
    await receives(cancelled);
    await passes(900_000);
    const { body } = await get(`/deliveries/${orderId}`, staff);
    expect(body).to.deep.include({ status: "delivered", cancelled: true });
  });
});
