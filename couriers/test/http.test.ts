import { expect } from "chai";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, jean, marie, runCouriers, staff } from "./running-couriers.ts";

const team = [
  { courierId: "nils", name: "Nils", zone: "north" },
  { courierId: "marie", name: "Marie", zone: "center" },
];
const confirmed = eventMessage("restaurants.order-confirmed.v1", samples["restaurants.order-confirmed.v1"]);
const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);
const ready = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"]);

describe("the HTTP API of couriers", () => {
  it("lists the couriers to the staff, by zone", async () => {
    const { http, as } = await runCouriers(team);
    const { status, body } = await http.get("/couriers").set("Authorization", await as(staff));
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      couriers: [
        { courierId: "marie", name: "Marie", zone: "center", status: "free" },
        { courierId: "nils", name: "Nils", zone: "north", status: "free" },
      ],
    });
  });

  it("lists the couriers of one zone", async () => {
    const { http, as } = await runCouriers(team);
    const { body } = await http.get("/couriers?zone=north").set("Authorization", await as(staff));
    expect(body.couriers).to.have.length(1);
    expect(body.couriers[0].courierId).to.equal("nils");
  });

  it("does not list the couriers to couriers", async () => {
    const { http, as } = await runCouriers(team);
    expect((await http.get("/couriers").set("Authorization", await as(marie))).status).to.equal(403);
  });

  it("does not list the couriers to strangers", async () => {
    const { http } = await runCouriers(team);
    expect((await http.get("/couriers")).status).to.equal(401);
  });

  it("sends a courier home", async () => {
    const { http, as } = await runCouriers(team);
    const authorization = await as(staff);
    const answer = await http
      .patch("/couriers/marie")
      .set("Authorization", authorization)
      .send({ onShift: false });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({
      courierId: "marie",
      name: "Marie",
      zone: "center",
      status: "off-shift",
    });
  });

  it("lets a busy courier finish the ride, and go home then", async () => {
    const { http, as, hears, passes } = await runCouriers(team);
    await hears(confirmed);
    await hears(ready);
    const answer = await http
      .patch("/couriers/marie")
      .set("Authorization", await as(staff))
      .send({ onShift: false });
    expect(answer.body).to.deep.include({ status: "busy", orderId, leaving: true });
    await passes(900_000);
    const { body } = await http.get("/couriers?zone=center").set("Authorization", await as(staff));
    expect(body.couriers[0].status).to.equal("off-shift");
  });

  it("does not hire anybody twice", async () => {
    const { http, as, rehire } = await runCouriers(team);
    await http
      .patch("/couriers/marie")
      .set("Authorization", await as(staff))
      .send({ onShift: false });
    await rehire();
    const { body } = await http.get("/couriers").set("Authorization", await as(staff));
    expect(body.couriers).to.have.length(2);
    expect(body.couriers[0].status).to.equal("off-shift");
  });

  it("knows no courier who is not there", async () => {
    const { http, as } = await runCouriers(team);
    const change = http.patch("/couriers/nobody").set("Authorization", await as(staff));
    const { status, body } = await change.send({ onShift: true });
    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/unknown-courier");
  });

  it("does not let couriers change shifts", async () => {
    const { http, as } = await runCouriers(team);
    const change = http.patch("/couriers/marie").set("Authorization", await as(marie));
    expect((await change.send({ onShift: false })).status).to.equal(403);
  });

  it("refuses a shift that is neither on nor off", async () => {
    const { http, as } = await runCouriers(team);
    const change = http.patch("/couriers/marie").set("Authorization", await as(staff));
    const { status, body } = await change.send({ onShift: "maybe" });
    expect(status).to.equal(400);
    expect(body).to.have.nested.property("errors[0].pointer", "/onShift");
  });

  it("refuses a field that it does not know", async () => {
    const { http, as } = await runCouriers(team);
    const change = http.patch("/couriers/marie").set("Authorization", await as(staff));
    const { status, body } = await change.send({ onShift: true, zone: "north" });
    expect(status).to.equal(400);
    expect(body.errors).to.deep.equal([{ detail: "is not known here", pointer: "/zone" }]);
  });
});

describe("the HTTP API of deliveries", () => {
  it("shows a delivery to the staff", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(confirmed);
    const { status, body } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(staff));
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

  it("shows a delivery to the courier who has it", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(confirmed);
    const { status } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(marie));
    expect(status).to.equal(200);
  });

  it("shows no delivery to another courier: it says where somebody lives", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(confirmed);
    const { status, body } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(jean));
    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/unknown-delivery");
  });

  it("shows no delivery to customers, who follow their order instead", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(confirmed);
    const { status } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(ada));
    expect(status).to.equal(403);
  });

  it("shows that an order was cancelled before anybody had it", async () => {
    const { http, as, hears } = await runCouriers([]);
    await hears(confirmed);
    await hears(cancelled);
    const { body } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(staff));
    expect(body).to.include({ status: "cancelled", cancelled: true }).and.not.to.have.property("courier");
  });

  it("shows nothing of an order that was cancelled first", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(cancelled);
    const { status } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(staff));
    expect(status).to.equal(404);
  });

  it("shows nothing before the restaurant has confirmed", async () => {
    const { http, as, hears } = await runCouriers(team);
    await hears(ready);
    const { status } = await http.get(`/deliveries/${orderId}`).set("Authorization", await as(staff));
    expect(status).to.equal(404);
  });

  it("refuses an order id that cannot be one", async () => {
    const { http, as } = await runCouriers(team);
    const { status, body } = await http.get("/deliveries/1").set("Authorization", await as(staff));
    expect(status).to.equal(400);
    expect(body).to.have.nested.property("errors[0].parameter", "orderId");
  });
});
