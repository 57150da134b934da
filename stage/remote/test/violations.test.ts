import { expect } from "chai";
import type { FactName } from "#orders/fact.ts";
import type { Order } from "#orders/order.ts";
import { violationsOf } from "../violations.ts";

const euros = (amount: number) => ({ amount, currency: "EUR" }) as const;
const at = "2026-01-02T18:00:00.000Z";

const order = (status: Order["status"], ...facts: readonly FactName[]): Order => ({
  orderId: "o1",
  customerId: "ada",
  restaurantId: "trattoria-sole",
  restaurantName: "Trattoria Sole",
  items: [{ dishId: "margherita", name: "Pizza Margherita", quantity: 1, unitPrice: 950 }],
  total: euros(950),
  address: "1 Ballet Lane",
  placedAt: at,
  status,
  history: facts.map((what) => ({ what, at, by: "orders" })),
});
const paidBack = {
  orderId: "o1",
  charged: euros(950),
  refunded: euros(950),
  charges: ["ch1"],
  refunds: ["re1"],
};
const cancellation = "orders.order-cancelled.v1";
const quiet = { ledger: [], notified: new Map(), underWay: 0, parked: 0 };

describe("Seen from outside, an order cancelled before it was paid", () => {
  it("is a violation if it was cooked and carried", () => {
    const seen = order("cancelled", "order-placed", "payment-started", "order-confirmed", "courier-assigned");

    expect(violationsOf({ ...quiet, orders: [seen] })).to.deep.equal([
      "order o1 was cancelled before payment, and yet cooked, assigned a courier",
    ]);
  });

  it("is a violation if it was charged without a payment-started", () => {
    const seen = order("cancelled", "order-placed", "order-cancelled");

    expect(violationsOf({ ...quiet, orders: [seen], ledger: [paidBack] })).to.deep.equal([
      "order o1 was cancelled before payment, and yet charged",
    ]);
  });

  it("may be charged by a charge in progress, and refunded", () => {
    const seen = order("cancelled", "order-placed", "payment-started", "order-cancelled", "payment-refunded");

    expect(violationsOf({ ...quiet, orders: [seen], ledger: [paidBack] })).to.deep.equal([]);
  });

  it("is no violation if it was paid before", () => {
    const seen = order("cancelled", "payment-started", "payment-succeeded", "order-confirmed");

    expect(violationsOf({ ...quiet, orders: [seen], ledger: [paidBack] })).to.deep.equal([]);
  });
});

describe("Seen from outside, a customer", () => {
  it("pays in full for a delivered order", () => {
    const seen = order("delivered", "order-placed", "order-delivered");

    expect(violationsOf({ ...quiet, orders: [seen] })).to.deep.equal([
      "order o1 is delivered: €9.50 is due, €0.00 was kept",
    ]);
  });

  const seen = order("cancelled", "order-placed", "order-cancelled");

  it("must be notified of the end of a notified order", () => {
    const notified = new Map([["o1", ["orders.order-placed.v1"]]]);

    expect(violationsOf({ ...quiet, orders: [seen], notified })).to.deep.equal([
      "the customer of order o1 was notified, but never that it was cancelled",
    ]);
  });

  it("may be notified of both", () => {
    const notified = new Map([["o1", ["orders.order-placed.v1", cancellation]]]);

    expect(violationsOf({ ...quiet, orders: [seen], notified })).to.deep.equal([]);
  });
});
