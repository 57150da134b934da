import { expect } from "chai";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, jean, marie, staff } from "#tooling/testing/people.ts";
import { runCouriers } from "./running-couriers.ts";

const team = [
  { courierId: "nils", name: "Nils", zone: "north" },
  { courierId: "marie", name: "Marie", zone: "center" },
];
const confirmed = eventMessage("restaurants.order-confirmed.v1", samples["restaurants.order-confirmed.v1"]);
const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);

describe("The HTTP API of couriers", () => {
  it("lists the couriers for staff, by zone", async () => {
    const { get } = await runCouriers(team);
    const { status, body } = await get("/couriers", staff);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      couriers: [
        { courierId: "marie", name: "Marie", zone: "center", status: "free" },
        { courierId: "nils", name: "Nils", zone: "north", status: "free" },
      ],
    });
  });

  it("lists the couriers of one zone", async () => {
    const { get } = await runCouriers(team);
    const { body } = await get("/couriers?zone=north", staff);
    expect(body.couriers).to.have.length(1);
    expect(body.couriers[0].courierId).to.equal("nils");
  });

  it("does not list the couriers for couriers", async () => {
    const { get } = await runCouriers(team);
    expect((await get("/couriers", marie)).status).to.equal(403);
  });

  it("does not list the couriers without a token", async () => {
    const { http } = await runCouriers(team);
    expect((await http.get("/couriers")).status).to.equal(401);
  });

  it("ends a courier's shift", async () => {
    const { patch } = await runCouriers(team);
    const answer = await patch("/couriers/marie", staff).send({ onShift: false });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({
      courierId: "marie",
      name: "Marie",
      zone: "center",
      status: "off-shift",
    });
  });

  it("lets a busy courier finish the ride before the shift ends", async () => {
    const { get, passes, patch, receives } = await runCouriers(team);
    await receives(confirmed);
    await receives(ready);
    const answer = await patch("/couriers/marie", staff).send({ onShift: false });
    expect(answer.body).to.deep.include({ status: "busy", orderId, leaving: true });
    await passes(900_000);
    const { body } = await get("/couriers?zone=center", staff);
    expect(body.couriers[0].status).to.equal("off-shift");
  });

  it("hires no courier twice", async () => {
    const { get, hire, patch } = await runCouriers(team);
    await patch("/couriers/marie", staff).send({ onShift: false });
    await hire();
    const { body } = await get("/couriers", staff);
    expect(body.couriers).to.have.length(2);
    expect(body.couriers[0].status).to.equal("off-shift");
  });

  it("answers 404 for an unknown courier", async () => {
    const { patch } = await runCouriers(team);
    const change = patch("/couriers/nobody", staff);
    const { status, body } = await change.send({ onShift: true });
    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/unknown-courier");
  });

  it("does not let couriers change shifts", async () => {
    const { patch } = await runCouriers(team);
    const change = patch("/couriers/marie", marie);
    expect((await change.send({ onShift: false })).status).to.equal(403);
  });

  it("refuses a shift that is neither on nor off", async () => {
    const { patch } = await runCouriers(team);
    const change = patch("/couriers/marie", staff);
    const { status, body } = await change.send({ onShift: "maybe" });
    expect(status).to.equal(400);
    expect(body).to.have.nested.property("errors[0].pointer", "/onShift");
  });

  it("refuses an unknown field", async () => {
    const { patch } = await runCouriers(team);
    const change = patch("/couriers/marie", staff);
    const { status, body } = await change.send({ onShift: true, zone: "north" });
    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is unknown", pointer: "/zone" }]);
  });
});

describe("The HTTP API of deliveries", () => {
  it("shows staff a delivery", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(confirmed);
    const { status, body } = await get(`/deliveries/${orderId}`, staff);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      orderId,
      status: "assigned",
      zone: "center",
      restaurantName: "Trattoria Sole",
      address: "12 Rue des Lilas, 2nd floor",
      cancelled: false,
      courier: { courierId: "marie", name: "Marie" },
    });
  });

  it("shows couriers their own delivery", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(confirmed);
    const { status } = await get(`/deliveries/${orderId}`, marie);
    expect(status).to.equal(200);
  });

  it("does not show couriers another one's delivery: it contains a customer's address", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(confirmed);
    const { status, body } = await get(`/deliveries/${orderId}`, jean);
    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/unknown-delivery");
  });

  it("does not show customers a delivery: they follow their order instead", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(confirmed);
    const { status } = await get(`/deliveries/${orderId}`, ada);
    expect(status).to.equal(403);
  });

  it("shows that an order was cancelled before a courier was assigned", async () => {
    const { get, receives } = await runCouriers([]);
    await receives(confirmed);
    await receives(cancelled);
    const { body } = await get(`/deliveries/${orderId}`, staff);
    expect(body).to.include({ status: "cancelled", cancelled: true }).and.not.to.have.property("courier");
  });

  it("answers 404 for an order whose cancellation came first", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(cancelled);
    const { status } = await get(`/deliveries/${orderId}`, staff);
    expect(status).to.equal(404);
  });

  it("answers 404 before the restaurant has confirmed the order", async () => {
    const { get, receives } = await runCouriers(team);
    await receives(ready);
    const { status } = await get(`/deliveries/${orderId}`, staff);
    expect(status).to.equal(404);
  });

  it("refuses an invalid order id", async () => {
    const { get } = await runCouriers(team);
    const { status, body } = await get("/deliveries/1", staff);
    expect(status).to.equal(400);
    expect(body).to.have.nested.property("errors[0].parameter", "orderId");
  });
});
