import { expect } from "chai";
import fc from "fast-check";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderStatuses } from "#orders/status.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { order, orderAfter, published, reactTo, received, saved } from "./given.ts";

const cancel = localMessage(cancelOrder, orderId, { orderId, customerId: "ada" });

describe("The rulings of orders", () => {
  it("Facts may arrive in any order: the furthest one decides the status", () => {
    const told = orderAfter(
      received("restaurants.order-ready.v1"),
      received("payments.payment-succeeded.v1"),
    );

    expect(told.status).to.equal("ready");
    expect(told.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "order-ready",
      "payment-succeeded",
    ]);
  });

  it("Cancelled while being delivered: the cancellation stands, and the delivery is recorded", () => {
    const outcome = reactTo(
      received("couriers.order-delivered.v1"),
      orderAfter(received("couriers.order-picked-up.v1"), cancel),
    );

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(saved(outcome)?.history.at(-1)?.what).to.equal("order-delivered");
    expect(published(outcome)).to.deep.equal([]);
  });

  it("Delivered, then cancelled: the delivery stands, and the cancellation is refused", () => {
    const outcome = reactTo(cancel, orderAfter(received("couriers.order-delivered.v1")));

    expect(outcome).to.have.nested.property("refused.code", "already-delivered");
  });

  it("Two failures of one order: it is cancelled once, and both are recorded", () => {
    const given = orderAfter(received("payments.payment-declined.v1"));
    const outcome = reactTo(received("payments.payment-expired.v1"), given);

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "payment-declined",
      "order-cancelled",
      "payment-expired",
    ]);
  });

  it("The customer cancels and the restaurant rejects: the order is cancelled once, for the first reason", () => {
    const outcome = reactTo(received("restaurants.order-rejected.v1"), orderAfter(cancel));

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "order-cancelled",
      "order-rejected",
    ]);
  });

  it("A failure after the delivery is recorded, and cancels nothing", () => {
    const outcome = reactTo(
      received("couriers.courier-unavailable.v1"),
      orderAfter(received("couriers.order-delivered.v1")),
    );

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.status).to.equal("delivered");
  });

  it("Progress after the cancellation is recorded, and changes nothing", () => {
    const told = orderAfter(
      cancel,
      received("payments.payment-succeeded.v1"),
      received("restaurants.order-ready.v1"),
    );

    expect(told.status).to.equal("cancelled");
    expect(told.history).to.have.lengthOf(4);
  });

  it("A refund that overtakes its expiry is recorded, and the expiry still cancels", () => {
    const outcome = reactTo(
      received("payments.payment-expired.v1"),
      orderAfter(received("payments.payment-refunded.v1")),
    );

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)).to.have.lengthOf(1);
  });
});

describe("Whatever messages arrive, in any order, any number of times", () => {
  const messages = [
    received("payments.payment-started.v1"),
    received("payments.payment-succeeded.v1"),
    received("payments.payment-declined.v1"),
    received("payments.payment-expired.v1"),
    received("payments.payment-refunded.v1"),
    received("restaurants.order-confirmed.v1"),
    received("restaurants.order-rejected.v1"),
    received("restaurants.order-ready.v1"),
    received("couriers.courier-assigned.v1"),
    received("couriers.courier-unavailable.v1"),
    received("couriers.order-picked-up.v1"),
    received("couriers.order-delivered.v1"),
    cancel,
  ];
  const histories = fc.array(fc.constantFrom(...messages), { maxLength: 40 });

  it("an order is cancelled at most once, and never after its delivery", () => {
    fc.assert(
      fc.property(histories, (told) => {
        const steps = told.map((message, i) => reactTo(message, orderAfter(...told.slice(0, i))));

        const cancellations = steps.flatMap(published).length;

        expect(cancellations).to.equal(orderAfter(...told).status === "cancelled" ? 1 : 0);
      }),
    );
  });

  it("the status only moves forward, and the history keeps every fact once", () => {
    fc.assert(
      fc.property(histories, (told) => {
        const stages = [order, ...told.map((_, i) => orderAfter(...told.slice(0, i + 1)))];

        const ranks = stages.map(({ status }) => orderStatuses.indexOf(status));
        const facts = orderAfter(...told).history.map(({ what }) => what);

        expect(ranks).to.deep.equal(ranks.toSorted((a, b) => a - b));
        expect(facts).to.deep.equal([...new Set(facts)]);
      }),
    );
  });

  it("no input is mutated", () => {
    const given = Object.freeze({ ...order, history: Object.freeze([...order.history]) });

    reactTo(received("payments.payment-declined.v1"), given);

    expect(given.history).to.have.lengthOf(1);
  });
});
