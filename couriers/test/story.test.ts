import { expect } from "chai";
import { orderId, otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { runCouriers, staff } from "./running-couriers.ts";

const marie = { courierId: "marie", name: "Marie", zone: "center" };
const sample = samples["restaurants.order-confirmed.v1"];
const confirmed = eventMessage("restaurants.order-confirmed.v1", sample);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);
const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);
const otherConfirmed = eventMessage("restaurants.order-confirmed.v1", { ...sample, orderId: otherOrderId });

describe("one courier and two orders", () => {
  it("rides for the second one when the first is delivered", async () => {
    const { hears, passes, published, http, as } = await runCouriers([marie]);
    await hears(confirmed);
    await hears(ready);
    await passes(600_000);
    await hears(otherConfirmed);
    await passes(300_000);
    const { body } = await http.get("/couriers").set("Authorization", await as(staff));
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

  it("does not ride for the second one when that has waited for too long", async () => {
    const { hears, passes, published, http, as } = await runCouriers([marie]);
    await hears(confirmed);
    await hears(ready);
    await hears(otherConfirmed);
    await passes(900_000);
    const { body } = await http.get("/couriers").set("Authorization", await as(staff));
    expect(published).to.deep.equal([
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.courier-unavailable.v1",
      "couriers.order-delivered.v1",
    ]);
    expect(body.couriers).to.deep.equal([{ ...marie, status: "free" }]);
  });

  it("rides for the second one when the first is cancelled", async () => {
    const { hears, published, http, as } = await runCouriers([marie]);
    await hears(confirmed);
    await hears(otherConfirmed);
    await hears(cancelled);
    const { body } = await http.get("/couriers").set("Authorization", await as(staff));
    expect(published).to.deep.equal(["couriers.courier-assigned.v1", "couriers.courier-assigned.v1"]);
    expect(body.couriers).to.deep.equal([
      { ...marie, status: "busy", orderId: otherOrderId, leaving: false },
    ]);
  });

  it("is told once of a message that comes twice", async () => {
    const { hears, published } = await runCouriers([marie]);
    await hears(confirmed);
    await hears(confirmed);
    expect(published).to.deep.equal(["couriers.courier-assigned.v1"]);
  });
});

describe("facts in the wrong order", () => {
  it("come to the same when the food is ready before it is confirmed", async () => {
    const { hears, passes, published } = await runCouriers([marie]);
    await hears(ready);
    await hears(confirmed);
    await passes(900_000);
    expect(published).to.deep.equal([
      "couriers.courier-assigned.v1",
      "couriers.order-picked-up.v1",
      "couriers.order-delivered.v1",
    ]);
  });

  it("come to nothing when the cancellation is first", async () => {
    const { hears, passes, published } = await runCouriers([marie]);
    await hears(cancelled);
    await hears(ready);
    await hears(confirmed);
    await passes(3_600_000);
    expect(published).to.deep.equal([]);
  });

  it("end with the delivery when the cancellation comes during the ride", async () => {
    const { hears, passes, http, as } = await runCouriers([marie]);
    await hears(confirmed);
    await hears(ready);
    await hears(cancelled);
    await passes(900_000);
    const { body } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(staff));
    expect(body).to.deep.include({ status: "delivered", cancelled: true });
  });
});
