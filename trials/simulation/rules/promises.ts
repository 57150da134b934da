import type { ServiceName } from "#contracts/generated/events.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import { type Evidence, type Invariant, invariants } from "#stage/guarantees/invariants.ts";
import type { ReportViolation } from "./document-rules.ts";

/** Checks everything that must hold at rest: the invariants of every story, those of the design, and those that only a simulation can check. */
export function checkAtRest(
  evidence: Evidence,
  more: readonly Invariant[],
  accepted: ReadonlySet<string>,
  reportViolation: ReportViolation,
): void {
  for (const { name, violations } of [...invariants, ...more]) {
    for (const violation of violations(evidence)) reportViolation(name, violation);
  }
  const orders = documentsOf<Order>(evidence.databases.orders, "orders");
  placedAsPromised(orders, accepted, reportViolation);
  toldOnce(documentsOf<NotificationLog>(evidence.databases.notifications, "notifications"), reportViolation);
  nothingHalfDone(evidence, reportViolation);
  for (const { orderId, history } of orders) {
    const facts = history.map(({ what }) => what);
    const twice = facts.find((what, i) => facts.indexOf(what) < i);
    if (twice)
      reportViolation("each fact of an order is recorded once", `order ${orderId} has ${twice} twice`);
  }
}

const documentsOf = <Document>(dump: Dump, collection: string): readonly Document[] =>
  Object.values(dump.documents[collection] ?? {}).map(({ document }) => document as Document);

/** Statuses that no document may have at rest. */
const halfDone: readonly (readonly [ServiceName, string, readonly string[]])[] = [
  ["payments", "payments", ["charging", "awaiting-confirmation", "refunding"]],
  ["restaurants", "tickets", ["awaiting-order", "awaiting-payment", "checking", "cooking"]],
  ["couriers", "deliveries", ["ready-first", "waiting", "assigned", "picked-up"]],
];

function nothingHalfDone({ databases }: Evidence, reportViolation: ReportViolation): void {
  for (const [service, collection, statuses] of halfDone) {
    const documents = documentsOf<{ orderId: string; status: string }>(databases[service], collection);
    for (const { orderId, status } of documents) {
      if (!statuses.includes(status)) continue;
      reportViolation("at rest, nothing is unfinished", `at ${service}, order ${orderId} is still ${status}`);
    }
  }
}

function placedAsPromised(
  orders: readonly Order[],
  accepted: ReadonlySet<string>,
  reportViolation: ReportViolation,
): void {
  const name = "every accepted order exists, and no other";
  const there = new Set(orders.map(({ orderId }) => orderId));
  for (const orderId of accepted)
    if (!there.has(orderId)) reportViolation(name, `order ${orderId} was accepted, but does not exist`);
  for (const orderId of there) {
    if (!accepted.has(orderId)) reportViolation(name, `order ${orderId} exists, but was never accepted`);
  }
}

function toldOnce(logs: readonly NotificationLog[], reportViolation: ReportViolation): void {
  const name = "every notification is sent, and none twice";
  for (const { orderId, notifications } of logs) {
    const kinds = notifications.map(({ type, channel }) => `${type} by ${channel}`);
    const twice = kinds.find((kind, i) => kinds.indexOf(kind) < i);
    if (twice) reportViolation(name, `order ${orderId}: ${twice} was requested twice`);
    for (const { type, status } of notifications) {
      if (status !== "sent") reportViolation(name, `order ${orderId}: ${type} was never sent`);
    }
  }
}
