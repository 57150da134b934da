import { expect } from "chai";
import { orderStatuses } from "#orders/status.ts";
import { mayBecome, transitions } from "../guarantees/transitions.ts";

const order: readonly string[] = orderStatuses;

/** The statuses of a collection. The compiler checks that they match the service's union. */
const statusesOf = (collection: string): readonly string[] =>
  Object.keys(transitions[collection] ?? {}).filter((status) => status !== "");

/** The statuses of a collection that no document can reach. */
function unreachable(collection: string): readonly string[] {
  const reached = new Set(Object.values(transitions[collection] ?? {}).flat());
  return statusesOf(collection).filter((status) => !reached.has(status));
}

/** The final statuses of a collection. */
const endsOf = (collection: string): readonly string[] =>
  statusesOf(collection).filter((status) => transitions[collection]?.[status]?.length === 0);

describe("The table of transitions", () => {
  it("has every status of an order, as orders lists them", () => {
    expect(statusesOf("orders")).to.deep.equal(order);
  });

  it("moves an order only down that list", () => {
    const backwards = order.filter((status, i) =>
      transitions.orders?.[status]?.some((next) => order.indexOf(next) <= i),
    );

    expect(backwards).to.deep.equal([]);
  });

  it("has no unreachable status", () => {
    expect(Object.keys(transitions).flatMap(unreachable)).to.deep.equal([]);
  });

  it("ends orders as delivered or cancelled", () => {
    expect(endsOf("orders")).to.deep.equal(["delivered", "cancelled"]);
  });

  it("ends payments as refunded, or before they begin; all others can still be refunded", () => {
    expect(endsOf("payments")).to.deep.equal(["refunded", "tombstone"]);
  });

  it("ends tickets as ready, rejected or cancelled", () => {
    expect(endsOf("tickets")).to.deep.equal(["ready", "rejected", "cancelled", "tombstone"]);
  });

  it("ends deliveries as delivered, or without a courier", () => {
    expect(endsOf("deliveries")).to.deep.equal(["delivered", "unavailable", "cancelled", "tombstone"]);
  });
});

describe("A document", () => {
  it("may take one legal step", () => {
    expect(mayBecome("payments", "charging", "paid", 1)).to.equal(true);
  });

  it("may not take two steps with one message", () => {
    expect(mayBecome("payments", "charging", "refunding", 1)).to.equal(false);
  });

  it("may take two steps with two messages", () => {
    expect(mayBecome("payments", "charging", "refunding", 2)).to.equal(true);
  });

  it("may not go back, however many messages arrive", () => {
    expect(mayBecome("payments", "paid", "charging", 9)).to.equal(false);
  });
});
