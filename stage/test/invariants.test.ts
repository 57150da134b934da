// Each invariant is seen to fail: one table, with a violated state for each; hence the length.

import { expect } from "chai";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { type Evidence, invariants, violationsOf } from "../guarantees/invariants.ts";
import { commit, documents, evidence, order, paid, processed, publication, saved } from "./evidence.ts";

const euros = (amount: number) => ({ amount, currency: "EUR" }) as const;
const line = { orderId: "o1", charged: euros(0), refunded: euros(0), charges: [], refunds: [] };
const entry = { id: "e1", attempts: 0, leasedUntil: 0 };
const busy = { courierId: "marie", name: "Marie", status: "busy", orderId: "o1", leaving: false };
const roster = { zone: "center", couriers: [], waiting: [] };
const told = { notificationId: "n1", type: "orders.order-placed.v1", channel: "email" };

const toldCancelled = { notificationId: "n2", type: "orders.order-cancelled.v1", channel: "email" };

const unpaid = "an order cancelled before payment triggers no cooking, delivery or new charge";
const cancellation = eventMessage("orders.order-cancelled.v1", { orderId: "o1", reason: "customer" });
const everyone = processed(cancellation.id, cancellation.type);
/** Every consumer has handled the cancellation. */
const cancelledFirst = {
  events: [cancellation],
  databases: {
    payments: { processed: [everyone] },
    restaurants: { processed: [everyone] },
    couriers: { processed: [everyone] },
    notifications: { processed: [everyone] },
  },
};
const heardOfCancellation = commit("payments", { processed: [everyone] });
const several = [processed("m1", "a"), processed("m2", "b"), processed("m3", "c")];
const asking = (name: string): OutboxEntry => ({
  ...entry,
  kind: "call",
  name,
  key: "k1",
  request: {},
  cause: { ...paid, id: "m1", subject: "o1" },
});

/** For each invariant, evidence that breaks only this one, and the violation. */
const examples: readonly { given: Evidence; says: string }[] = [
  {
    given: evidence({ databases: { orders: order("paid") } }),
    says: "every order is delivered or cancelled: order o1 is still paid",
  },
  {
    given: evidence({
      databases: { orders: order("cancelled") },
      ledger: [{ ...line, charged: euros(950), charges: ["ch1"] }],
    }),
    says: "the customer pays the price of a delivered order, and nothing for a cancelled one: order o1 is cancelled: €0.00 is due, €9.50 was kept",
  },
  {
    given: evidence({
      databases: { orders: order("delivered") },
      ledger: [{ ...line, charged: euros(950), refunded: euros(950), charges: ["ch1"], refunds: ["re1"] }],
    }),
    says: "the customer pays the price of a delivered order, and nothing for a cancelled one: order o1 is delivered: €9.50 is due, €0.00 was kept",
  },
  {
    given: evidence({ ledger: [{ ...line, charged: euros(1900), charges: ["ch1", "ch2"] }] }),
    says: "at most one charge and one refund per order: order o1: 2 charges, 0 refunds",
  },
  {
    given: evidence({ ledger: [{ ...line, charges: ["ch1"], refunds: ["re1", "re2"] }] }),
    says: "at most one charge and one refund per order: order o1: 1 charge, 2 refunds",
  },
  {
    given: evidence({
      commits: [
        commit("couriers", {
          documents: [saved("rosters", { ...roster, couriers: [busy, { ...busy, courierId: "jean" }] })],
        }),
      ],
    }),
    says: "at most one courier per order, and no courier or kitchen is left busy: order o1 has two couriers",
  },
  {
    given: evidence({ databases: { couriers: documents("rosters", { ...roster, couriers: [busy] }) } }),
    says: "at most one courier per order, and no courier or kitchen is left busy: marie is still busy with o1",
  },
  {
    given: evidence({ databases: { couriers: documents("rosters", { ...roster, waiting: ["o1"] }) } }),
    says: "at most one courier per order, and no courier or kitchen is left busy: order o1 is still waiting for a courier",
  },
  {
    given: evidence({
      databases: { couriers: documents("deliveries", { orderId: "o1", status: "picked-up" }) },
    }),
    says: "at most one courier per order, and no courier or kitchen is left busy: the delivery of o1 is still picked-up",
  },
  {
    given: evidence({
      databases: {
        restaurants: documents("restaurants", { restaurantId: "trattoria-sole", cooking: ["o1"] }),
      },
    }),
    says: "at most one courier per order, and no courier or kitchen is left busy: trattoria-sole is still cooking o1",
  },
  {
    given: evidence({
      commits: [
        commit("payments", {
          processed: [processed("m1", "orders.order-placed.v1")],
          documents: [saved("payments", { status: "charging" })],
        }),
        commit("payments", {
          processed: [processed("m2", "orders.order-cancelled.v1")],
          documents: [saved("payments", { status: "refunded" })],
        }),
      ],
    }),
    says: "only legal status transitions: payments/o1 changed from charging to refunded",
  },
  {
    given: evidence({
      commits: [
        commit("orders", {
          processed: [processed("m1", "orders.place-order")],
          documents: [saved("orders", { status: "delivered" })],
        }),
      ],
    }),
    says: "only legal status transitions: orders/o1 changed from nothing to delivered",
  },
  {
    given: evidence({
      events: [paid],
      databases: {
        orders: { processed: [processed(paid.id, paid.type)] },
        notifications: { processed: [processed(paid.id, paid.type)] },
      },
    }),
    says: "every consumer handles every event: restaurants never handled payments.payment-succeeded.v1 of o1",
  },
  {
    given: evidence({
      databases: { orders: { processed: [processed("m1", "payments.payment-succeeded.v1")] } },
    }),
    says: "no event is handled that was never committed: orders handled payments.payment-succeeded.v1 m1, which was never committed",
  },
  {
    given: evidence({
      commits: [
        commit("orders", { processed: [processed("m1", "payments.payment-succeeded.v1")] }),
        commit("payments", { processed: [processed("m1", "payments.payment-succeeded.v1")] }),
        commit("orders", { processed: [processed("m1", "payments.payment-succeeded.v1")] }),
      ],
    }),
    says: "no message is handled twice: orders handled payments.payment-succeeded.v1 m1 twice",
  },
  {
    given: evidence({
      databases: {
        notifications: documents("notifications", { orderId: "o1", notifications: [told, told] }),
      },
    }),
    says: "no notification is sent twice: orders.order-placed.v1 of order o1 was sent by email twice",
  },
  {
    given: evidence({
      databases: {
        orders: order("cancelled"),
        notifications: documents("notifications", { orderId: "o1", notifications: [told] }),
      },
    }),
    says: "a notified customer also learns how the order ended: the customer of order o1 was notified, but never that it was cancelled",
  },
  {
    given: evidence({
      databases: {
        orders: order("delivered"),
        notifications: documents("notifications", { orderId: "o1", notifications: [told, toldCancelled] }),
      },
      ledger: [{ ...line, charged: euros(950), charges: ["ch1"] }],
    }),
    says: "a notified customer also learns how the order ended: the customer of order o1 was notified, but never that it was delivered",
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [heardOfCancellation, commit("payments", { outbox: [asking("payments.charge")] })],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet sent to the payment provider`,
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [heardOfCancellation, commit("payments", { outbox: [asking("payments.confirm")] })],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet sent to the payment provider`,
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [
        commit("payments", {
          processed: [
            processed(cancellation.id, cancellation.type),
            processed("m1", "orders.order-placed.v1"),
          ],
          outbox: [asking("payments.charge")],
        }),
      ],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet sent to the payment provider`,
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [heardOfCancellation],
      ledger: [{ ...line, charges: ["ch1"] }],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet charged`,
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [
        heardOfCancellation,
        commit("restaurants", {
          processed: several,
          documents: [saved("tickets", { orderId: "o1", status: "cooking" })],
        }),
      ],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet cooked`,
  },
  {
    given: evidence({
      ...cancelledFirst,
      commits: [
        commit("couriers", { documents: [saved("deliveries", { orderId: "o1", status: "assigned" })] }),
        heardOfCancellation,
      ],
    }),
    says: `${unpaid}: order o1 was cancelled before payment, and yet assigned a courier`,
  },
  {
    given: evidence({ queues: { "orders.inbox": [publication("{}")] } }),
    says: "at rest, inboxes, retry tiers, outboxes and timers are empty: orders.inbox holds 1 message",
  },
  {
    given: evidence({ queues: { "payments.retry.30s": [publication("{}"), publication("{}")] } }),
    says: "at rest, inboxes, retry tiers, outboxes and timers are empty: payments.retry.30s holds 2 messages",
  },
  {
    given: evidence({ databases: { orders: { outbox: [{ ...entry, kind: "events", messages: [paid] }] } } }),
    says: "at rest, inboxes, retry tiers, outboxes and timers are empty: orders: events e1 is still in the outbox",
  },
  {
    given: evidence({
      databases: {
        payments: {
          timers: [{ id: "t1", name: "payments.payment-expiry/o1", dueAt: 0, leasedUntil: 0, message: paid }],
        },
      },
    }),
    says: "at rest, inboxes, retry tiers, outboxes and timers are empty: payments: timer payments.payment-expiry/o1 is still set",
  },
  {
    given: evidence({ queues: { "orders.parked": [publication("{")] } }),
    says: "exactly the poison messages are parked: orders parked 1 message; expected 0",
  },
  {
    given: evidence({ poisoned: { payments: 1 } }),
    says: "exactly the poison messages are parked: payments parked 0 messages; expected 1",
  },
];

describe("An invariant is seen to fail:", () => {
  for (const { given, says } of examples) {
    it(says, () => {
      expect(violationsOf(given)).to.deep.equal([says]);
    });
  }

  it("every one of them", () => {
    const names = examples.map(
      ({ says }) => invariants.find(({ name }) => says.startsWith(`${name}: `))?.name,
    );

    expect([...new Set(names)]).to.deep.equal(invariants.map(({ name }) => name));
  });
});

describe("The invariants", () => {
  it("hold if nothing happened", () => {
    expect(violationsOf(evidence({}))).to.deep.equal([]);
  });

  it("hold for an order that was delivered and paid", () => {
    const given = evidence({
      databases: { orders: order("delivered") },
      ledger: [{ ...line, charged: euros(950), charges: ["ch1"] }],
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("hold for an order that was cancelled and refunded", () => {
    const given = evidence({
      databases: { orders: order("cancelled") },
      ledger: [{ ...line, charged: euros(950), refunded: euros(950), charges: ["ch1"], refunds: ["re1"] }],
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("hold for a charge requested before the cancellation arrived: it is refunded", () => {
    const given = evidence({
      ...cancelledFirst,
      databases: { ...cancelledFirst.databases, orders: order("cancelled") },
      commits: [
        commit("payments", {
          processed: [processed("m1", "orders.order-placed.v1")],
          outbox: [asking("payments.charge")],
        }),
        heardOfCancellation,
      ],
      ledger: [{ ...line, charged: euros(950), refunded: euros(950), charges: ["ch1"], refunds: ["re1"] }],
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("hold for food cooked for an order that was paid before it was cancelled", () => {
    const processedAll = [everyone, processed(paid.id, paid.type)];
    const given = evidence({
      events: [cancellation, paid],
      databases: {
        orders: { processed: [processed(paid.id, paid.type)] },
        payments: { processed: [everyone] },
        restaurants: { processed: processedAll },
        couriers: { processed: [everyone] },
        notifications: { processed: processedAll },
      },
      commits: [
        commit("payments", {
          outbox: [{ ...entry, kind: "events", messages: [{ ...paid, subject: "o1" }] }],
        }),
        commit("restaurants", {
          processed: several,
          documents: [saved("tickets", { orderId: "o1", status: "cooking" })],
        }),
        heardOfCancellation,
      ],
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("hold for a customer who wants no notifications", () => {
    const given = evidence({
      databases: {
        orders: order("cancelled"),
        notifications: documents("notifications", { orderId: "o1", notifications: [] }),
      },
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("count a poison message that is parked twice as one, because its copy is parked before the original is acknowledged", () => {
    const given = evidence({
      poisoned: { orders: 1 },
      queues: { "orders.parked": [publication("{"), publication("{")] },
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("count poison messages apart that differ in their id or in their text: a stranger may give no id", () => {
    const [one, other] = [publication("{"), publication("[")];
    const given = evidence({
      poisoned: { orders: 3 },
      queues: { "orders.parked": [one, other, { ...one, messageId: "m2" }] },
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("let a batch of messages move a document several steps in one commit", () => {
    const given = evidence({
      commits: [
        commit("payments", {
          processed: [processed("m1", "orders.order-placed.v1"), processed("m2", "payments.charge-settled")],
          documents: [saved("payments", { status: "paid" })],
        }),
      ],
    });

    expect(violationsOf(given)).to.deep.equal([]);
  });

  it("count no tombstone as a delivery", () => {
    const couriers = invariants.find(({ name }) => name.startsWith("at most one courier per order"));
    const left = evidence({ databases: { couriers: documents("deliveries", { status: "tombstone" }) } });
    const made = evidence({ databases: { couriers: documents("deliveries", { status: "delivered" }) } });

    expect(couriers?.checked(left)).to.deep.equal([0, "delivery"]);
    expect(couriers?.checked(made)).to.deep.equal([1, "delivery"]);
  });
});
