import { expect } from "chai";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { order, orderAfter, reactTo, received, saved } from "./given.ts";

const at = "2026-01-02T18:00:00.000Z";

describe("Another service reports a fact about an order", () => {
  it("the payment started: recorded, with the time to pay", () => {
    const told = orderAfter(received("payments.payment-started.v1"));

    expect(told.status).to.equal("awaiting-payment");
    expect(told.history.at(-1)).to.deep.equal({
      what: "payment-started",
      at,
      by: "payments",
      detail: "to be paid by 2026-01-02T18:15:00.000Z",
    });
  });

  it("the payment succeeded: the order is paid", () => {
    const told = orderAfter(received("payments.payment-succeeded.v1"));

    expect(told.status).to.equal("paid");
    expect(told.history.at(-1)).to.deep.equal({ what: "payment-succeeded", at, by: "payments" });
  });

  it("the restaurant confirmed: the order is confirmed", () => {
    const told = orderAfter(received("restaurants.order-confirmed.v1"));

    expect(told.status).to.equal("confirmed");
    expect(told.history.at(-1)).to.deep.equal({
      what: "order-confirmed",
      at,
      by: "restaurants",
      detail: "ready by 2026-01-02T18:20:00.000Z",
    });
  });

  it("the food is ready: the order is ready", () => {
    const told = orderAfter(received("restaurants.order-ready.v1"));

    expect(told.status).to.equal("ready");
    expect(told.history.at(-1)).to.deep.equal({ what: "order-ready", at, by: "restaurants" });
  });

  it("a courier was assigned: recorded, with the courier's name", () => {
    const told = orderAfter(
      received("restaurants.order-confirmed.v1"),
      received("couriers.courier-assigned.v1"),
    );

    expect(told.status).to.equal("confirmed");
    expect(told.history.at(-1)).to.deep.equal({
      what: "courier-assigned",
      at,
      by: "couriers",
      detail: "Marie",
    });
  });

  it("the food was picked up: the order is on the way", () => {
    const told = orderAfter(received("couriers.order-picked-up.v1"));

    expect(told.status).to.equal("on-the-way");
    expect(told.history.at(-1)).to.deep.equal({ what: "order-picked-up", at, by: "couriers" });
  });

  it("the food was delivered: the order is delivered", () => {
    const told = orderAfter(received("couriers.order-delivered.v1"));

    expect(told.status).to.equal("delivered");
    expect(told.history.at(-1)).to.deep.equal({ what: "order-delivered", at, by: "couriers" });
  });

  it("the payment was refunded: recorded, with the reason", () => {
    const told = orderAfter(
      received("payments.payment-declined.v1"),
      received("payments.payment-refunded.v1"),
    );

    expect(told.status).to.equal("cancelled");
    expect(told.history.at(-1)).to.deep.equal({
      what: "payment-refunded",
      at,
      by: "payments",
      detail: "order-cancelled",
    });
  });

  it("the same fact again, with another message id: ignored", () => {
    const given = orderAfter(received("payments.payment-succeeded.v1"));

    expect(reactTo(received("payments.payment-succeeded.v1"), given)).to.deep.equal({
      ignored: "payment-succeeded is already known",
    });
  });

  it("about an unknown order: it is retried later", () => {
    expect(reactTo(received("payments.payment-succeeded.v1"), undefined)).to.deep.equal({
      notYet: "there is no such order",
    });
    expect(reactTo(received("payments.payment-declined.v1"), undefined)).to.deep.equal({
      notYet: "there is no such order",
    });
  });

  it("with the time in another time zone: recorded in UTC", () => {
    const message = eventMessage("restaurants.order-ready.v1", samples["restaurants.order-ready.v1"], {
      time: "2026-01-02T19:00:00+01:00",
    });

    expect(saved(reactTo(message, order))?.history.at(-1)?.at).to.equal("2026-01-02T18:00:00.000Z");
  });
});
