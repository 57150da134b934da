import { expect } from "chai";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import { verdictOf } from "../guarantees/verdict.ts";
import { evidence, paid } from "./evidence.ts";

const euros = (amount: number) => ({ amount, currency: "EUR" }) as const;

/** Orders by their ids, each with its status. */
const orders = (statuses: Readonly<Record<string, string>>) => ({
  documents: {
    orders: Object.fromEntries(
      Object.entries(statuses).map(([orderId, status]) => [
        orderId,
        { version: 1, document: { orderId, status, total: euros(950) } },
      ]),
    ),
  },
});
const charged = (orderId: string, amount: number) => ({
  orderId,
  charged: euros(amount),
  refunded: euros(0),
  charges: [`ch-${orderId}`],
  refunds: [],
});
const call: OutboxEntry = {
  kind: "call",
  id: "c1",
  attempts: 0,
  leasedUntil: 0,
  name: "notifications.send",
  key: "k1",
  request: {},
  cause: { ...paid, correlationId: "second" },
};

describe("The verdict at the end of npm start", () => {
  it("judges everything when every order has ended", () => {
    const all = evidence({
      databases: { orders: orders({ first: "delivered" }) },
      ledger: [charged("first", 950)],
    });

    expect(verdictOf(all, true)).to.deep.equal({
      isGood: true,
      lines: ["✓ all 13 invariants hold: 1 order"],
    });
  });

  it("judges the orders that ended, and says how many are still open", () => {
    const some = evidence({
      databases: {
        orders: orders({ first: "delivered", second: "delivered", third: "paid" }),
        notifications: { outbox: [call] },
      },
      ledger: [charged("first", 950), charged("second", 950), charged("third", 950)],
    });

    expect(verdictOf(some, false)).to.deep.equal({
      isGood: true,
      lines: ["✓ every invariant holds for the 1 order that ended; 2 of 3 orders still open, and not judged"],
    });
  });

  it("finds what is wrong with an order that ended, while others are open", () => {
    const wrong = evidence({
      databases: { orders: orders({ first: "delivered", second: "paid" }) },
      ledger: [charged("first", 1900), charged("second", 950)],
    });

    expect(verdictOf(wrong, false)).to.deep.equal({
      isGood: false,
      lines: [
        "✗ the customer pays the price of a delivered order, and nothing for a cancelled one: order first is delivered: €9.50 is due, €19.00 was kept",
        "1 of 2 orders still open, and not judged",
      ],
    });
  });

  it("judges an order that waits forever: at rest, nothing is left that could move it", () => {
    const stuck = evidence({
      databases: { orders: orders({ first: "delivered", second: "awaiting-payment" }) },
      ledger: [charged("first", 950)],
    });

    expect(verdictOf(stuck, true)).to.deep.equal({
      isGood: false,
      lines: ["✗ every order is delivered or cancelled: order second is still awaiting-payment"],
    });
  });
});
