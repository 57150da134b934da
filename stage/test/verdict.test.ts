import { expect } from "chai";
import type { Publication } from "#messaging/broker.ts";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import type { Timer } from "#messaging/timer.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { verdictOf } from "../guarantees/verdict.ts";
import { evidence, paid, processed, publication } from "./evidence.ts";

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
const atRest = { isAtRest: true, isInMemory: false };
const working = { isAtRest: false, isInMemory: false };
const none: ReadonlySet<string> = new Set();
/** A timer of an order. */
const left = (orderId: string): Timer => ({
  id: `timer-${orderId}`,
  name: `expiry/${orderId}`,
  dueAt: 1,
  leasedUntil: 1,
  message: { ...paid, correlationId: orderId },
});
const placed = eventMessage("orders.order-placed.v1", {
  ...samples["orders.order-placed.v1"],
  orderId: "o1",
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
  it("judges everything when no work is left", () => {
    const all = evidence({
      databases: { orders: orders({ first: "delivered" }) },
      ledger: [charged("first", 950)],
    });

    expect(verdictOf(all, atRest, none)).to.deep.equal({
      isGood: true,
      violations: [],
      notes: ["✓ all 13 invariants hold: 1 order"],
      isComplete: true,
    });
  });

  it("judges the orders for which no work is left, and says how many others there are", () => {
    const some = evidence({
      databases: {
        orders: {
          ...orders({ first: "delivered", second: "delivered", third: "paid" }),
          timers: [left("third")],
        },
        notifications: { outbox: [call] },
      },
      ledger: [charged("first", 950), charged("second", 950), charged("third", 950)],
    });

    expect(verdictOf(some, working, none)).to.deep.equal({
      isGood: true,
      violations: [],
      notes: ["✓ every invariant holds for 1 order; not judged, because work is under way: 2 of 3 orders"],
      isComplete: false,
    });
  });

  it("finds what is wrong with an order that ended, while work for others is under way", () => {
    const wrong = evidence({
      databases: {
        orders: { ...orders({ first: "delivered", second: "paid" }), timers: [left("second")] },
      },
      ledger: [charged("first", 1900), charged("second", 950)],
    });

    expect(verdictOf(wrong, working, none)).to.deep.equal({
      isGood: false,
      violations: [
        "the customer pays the price of a delivered order, and nothing for a cancelled one: order first is delivered: €9.50 is due, €19.00 was kept",
      ],
      notes: ["judged for lost events only, because work is under way: 1 of 2 orders"],
      isComplete: false,
    });
  });

  it("judges an order that waits forever: at rest, nothing is left that could move it", () => {
    const stuck = evidence({
      databases: { orders: orders({ first: "delivered", second: "awaiting-payment" }) },
      ledger: [charged("first", 950)],
    });

    expect(verdictOf(stuck, atRest, none)).to.deep.equal({
      isGood: false,
      violations: ["every order is delivered or cancelled: order second is still awaiting-payment"],
      notes: [],
      isComplete: true,
    });
  });

  it("judges it also while work for another order is under way, unless its own can be in memory", () => {
    const stuck = evidence({
      databases: {
        orders: { ...orders({ first: "paid", second: "awaiting-payment" }), timers: [left("first")] },
      },
      ledger: [charged("first", 950)],
    });

    expect(verdictOf(stuck, working, none).violations).to.deep.equal([
      "every order is delivered or cancelled: order second is still awaiting-payment",
    ]);
    expect(verdictOf(stuck, { ...working, isInMemory: true }, none)).to.deep.include({
      violations: [],
      notes: ["not judged, because work is under way: 2 of 2 orders"],
    });
  });

  it("finds an event that was lost, although its order was cancelled, and work for that is under way", () => {
    const handled = { processed: [processed(placed.id, placed.type)] };
    const lost = (inbox: readonly Publication[]) =>
      evidence({
        databases: {
          orders: { ...orders({ o1: "cancelled" }), timers: [left("o1")] },
          restaurants: handled,
          notifications: handled,
        },
        queues: { "payments.inbox": inbox },
        events: [placed],
      });
    const copy = { ...publication("{}"), messageId: placed.id };

    expect(verdictOf(lost([]), working, none)).to.deep.equal({
      isGood: false,
      violations: ["every consumer handles every event: payments never handled orders.order-placed.v1 of o1"],
      notes: ["judged for lost events only, because work is under way: 1 of 1 order"],
      isComplete: false,
    });
    expect(verdictOf(lost([copy]), working, none).violations, "it waits").to.deep.equal([]);
  });

  it("counts what broke meanwhile and holds at the end, and is not good then", () => {
    const cancelled = evidence({ databases: { orders: orders({ first: "cancelled" }) } });
    const told = new Set(["every order is delivered or cancelled", "every consumer handles every event"]);

    expect(verdictOf(cancelled, atRest, told)).to.deep.equal({
      isGood: false,
      violations: [],
      notes: ["✓ all 13 invariants hold at the end: 1 order", "2 promises broke meanwhile, told above"],
      isComplete: true,
    });
  });

  it("counts nothing that it finds at the end, too", () => {
    const stuck = evidence({ databases: { orders: orders({ first: "awaiting-payment" }) } });
    const told = new Set(["every order is delivered or cancelled"]);

    expect(verdictOf(stuck, atRest, told)).to.deep.include({ isGood: false, notes: [] });
  });
});
