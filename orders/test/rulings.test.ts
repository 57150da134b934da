import { expect } from "chai";
import fc from "fast-check";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderStatuses } from "#orders/order.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { heard, order, orderAfter, published, reactTo, saved } from "./story.ts";

const cancel = localMessage(cancelOrder, orderId, { orderId, customerId: "ada" });

describe("The rulings of orders", () => {
  it("Facts may arrive in any order: the most advanced decides the status", () => {
    const told = orderAfter(heard("restaurants.order-ready.v1"), heard("payments.payment-succeeded.v1"));

    expect(told.status).to.equal("ready");
    expect(told.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "order-ready",
      "payment-succeeded",
    ]);
  });

  it("Cancelled while being delivered: the cancellation stands, the fact of delivery is recorded", () => {
    const outcome = reactTo(
      heard("couriers.order-delivered.v1"),
      orderAfter(heard("couriers.order-picked-up.v1"), cancel),
    );

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(saved(outcome)?.history.at(-1)?.what).to.equal("order-delivered");
    expect(published(outcome)).to.deep.equal([]);
  });

  it("Delivered before the cancellation came: the delivery stands, the cancellation is refused", () => {
    const outcome = reactTo(cancel, orderAfter(heard("couriers.order-delivered.v1")));

    expect(outcome).to.have.nested.property("refused.code", "already-delivered");
  });

  it("Two services give up on one order: it is cancelled once, and both are written down", () => {
    const given = orderAfter(heard("payments.payment-declined.v1"));
    const outcome = reactTo(heard("payments.payment-expired.v1"), given);

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "payment-declined",
      "order-cancelled",
      "payment-expired",
    ]);
  });

  it("The customer cancels and the restaurant rejects: it is cancelled once, by whoever came first", () => {
    const outcome = reactTo(heard("restaurants.order-rejected.v1"), orderAfter(cancel));

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.history.map(({ what }) => what)).to.deep.equal([
      "order-placed",
      "order-cancelled",
      "order-rejected",
    ]);
  });

  it("A failure that is heard of after the delivery is written down and cancels nothing", () => {
    const outcome = reactTo(
      heard("couriers.courier-unavailable.v1"),
      orderAfter(heard("couriers.order-delivered.v1")),
    );

    expect(published(outcome)).to.deep.equal([]);
    expect(saved(outcome)?.status).to.equal("delivered");
  });

  it("Progress that is heard of after the cancellation is written down and changes nothing", () => {
    const told = orderAfter(
      cancel,
      heard("payments.payment-succeeded.v1"),
      heard("restaurants.order-ready.v1"),
    );

    expect(told.status).to.equal("cancelled");
    expect(told.history).to.have.lengthOf(4);
  });

  it("A refund that overtakes the expiry it follows from is written down, and the expiry still cancels", () => {
    const outcome = reactTo(
      heard("payments.payment-expired.v1"),
      orderAfter(heard("payments.payment-refunded.v1")),
    );

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)).to.have.lengthOf(1);
  });
});

describe("Whatever comes, in whatever order, however often", () => {
  const messages = [
    heard("payments.payment-started.v1"),
    heard("payments.payment-succeeded.v1"),
    heard("payments.payment-declined.v1"),
    heard("payments.payment-expired.v1"),
    heard("payments.payment-refunded.v1"),
    heard("restaurants.order-confirmed.v1"),
    heard("restaurants.order-rejected.v1"),
    heard("restaurants.order-ready.v1"),
    heard("couriers.courier-assigned.v1"),
    heard("couriers.courier-unavailable.v1"),
    heard("couriers.order-picked-up.v1"),
    heard("couriers.order-delivered.v1"),
    cancel,
  ];
  const histories = fc.array(fc.constantFrom(...messages), { maxLength: 40 });

  it("an order is cancelled at most once, and never after it was delivered", () => {
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

  it("nothing that was handed in is changed", () => {
    const given = Object.freeze({ ...order, history: Object.freeze([...order.history]) });

    reactTo(heard("payments.payment-declined.v1"), given);

    expect(given.history).to.have.lengthOf(1);
  });
});
