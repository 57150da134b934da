import { expect } from "chai";
import fc from "fast-check";
import { localMessage } from "#tooling/testing/messages.ts";
import { silence } from "../conductor/silence.ts";
import { played, told } from "./given.ts";

const orderPlaced = told("orders.order-placed.v1");
const orderCancelled = told("orders.order-cancelled.v1");
const paymentSucceeded = told("payments.payment-succeeded.v1");
const orderConfirmed = told("restaurants.order-confirmed.v1");
const orderRejected = told("restaurants.order-rejected.v1");
const delivered = [
  paymentSucceeded,
  orderConfirmed,
  told("couriers.courier-assigned.v1"),
  told("restaurants.order-ready.v1"),
  told("couriers.order-picked-up.v1"),
  told("couriers.order-delivered.v1"),
];
/** Whose part a command undoes. */
const undone: Readonly<Record<string, string>> = {
  "cancel-payment": "payments",
  "stop-cooking": "restaurants",
  "release-courier": "couriers",
};
const silent = (facts: number) => {
  const { subject: orderId } = orderPlaced;
  return localMessage(silence, orderId, { orderId, facts });
};

describe("The conductor", () => {
  it("begins with the command to charge the card, and a deadline for the reply", () => {
    const { process, sent, setTimers } = played(orderPlaced);

    expect(sent).to.deep.equal(["charge-card"]);
    expect(process?.status).to.equal("awaiting-payment");
    expect(setTimers.map(({ at }) => at)).to.deep.equal(["2026-01-02T20:10:00.000Z"]);
  });

  it("has the kitchen cook once the order is paid", () => {
    expect(played(orderPlaced, paymentSucceeded).sent).to.deep.equal(["record-fact", "cook-order"]);
  });

  it("sends a courier once the kitchen cooks", () => {
    const { sent } = played(orderPlaced, paymentSucceeded, orderConfirmed);

    expect(sent).to.deep.equal(["record-fact", "send-courier"]);
  });

  it("ends when the food is delivered, and waits for nothing more", () => {
    const { process, setTimers } = played(orderPlaced, ...delivered);

    expect(process?.status).to.equal("delivered");
    expect(setTimers).to.deep.equal([]);
  });

  it("sends the same commands in whatever order the replies of kitchen and courier arrive", () => {
    const usual = [...played(orderPlaced, ...delivered).allSent].sort();
    const [first = orderPlaced, ...rest] = delivered;
    const either = rest.slice(0, 3);

    fc.assert(
      fc.property(fc.shuffledSubarray(either, { minLength: either.length }), (replies) => {
        const { allSent, process } = played(orderPlaced, first, ...replies, ...rest.slice(3));
        expect([...allSent].sort()).to.deep.equal(usual);
        expect(process?.status).to.equal("delivered");
      }),
    );
  });

  it("undoes each worker's part once, whenever the customer cancels", () => {
    fc.assert(
      fc.property(fc.nat({ max: delivered.length }), (replies) => {
        const soFar = [orderPlaced, ...delivered.slice(0, replies)];
        const { process } = played(...soFar);
        const commanded = process && "commanded" in process ? process.commanded : [];

        const { sent } = played(...soFar, orderCancelled);

        expect(sent.map((command) => undone[command])).to.deep.equal(commanded);
        expect(played(...soFar, orderCancelled, orderCancelled).sent).to.deep.equal([]);
      }),
    );
  });

  it("takes the same reply once", () => {
    const { ignored } = played(orderPlaced, paymentSucceeded, paymentSucceeded);

    expect(ignored).to.equal("payment-succeeded is already known");
  });

  it("has every worker that it commanded undo its part when a step fails", () => {
    const { process, sent } = played(orderPlaced, paymentSucceeded, orderRejected);

    expect(sent).to.deep.equal(["cancel-order", "cancel-payment", "stop-cooking"]);
    expect(process?.status).to.equal("cancelled");
  });

  it("commands nothing after a cancellation, but has replies recorded", () => {
    expect(played(orderPlaced, orderCancelled, paymentSucceeded).sent).to.deep.equal(["record-fact"]);
  });

  it("remembers a cancellation that overtakes its order", () => {
    const { ignored, process } = played(orderCancelled, orderPlaced);

    expect(process?.status).to.equal("tombstone");
    expect(ignored).to.equal("the order was cancelled first");
  });

  it("gives the money back if the customer cancelled before the delivery was known", () => {
    const { sent } = played(orderPlaced, ...delivered, orderCancelled);

    expect(sent).to.deep.equal(["cancel-payment", "stop-cooking", "release-courier"]);
  });

  it("counts a step as failed when its worker is silent for too long", () => {
    const { sent } = played(orderPlaced, paymentSucceeded, silent(2));

    expect(sent).to.deep.equal(["cancel-order", "cancel-payment", "stop-cooking"]);
  });

  it("has time for the next step after each reply", () => {
    const { ignored } = played(orderPlaced, paymentSucceeded, silent(1));

    expect(ignored).to.equal("a reply came at the last moment");
  });
});
