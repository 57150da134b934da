import type { ServiceName } from "#contracts/generated/events.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import { type Evidence, invariants } from "#stage/guarantees/invariants.ts";
import type { ReportViolation } from "./document-rules.ts";

/** Checks all that must hold when a company has come to rest: the invariants of every story, and what only a simulation can know. */
export function checkAtRest(
  evidence: Evidence,
  accepted: ReadonlySet<string>,
  reportViolation: ReportViolation,
): void {
  for (const { name, violations } of invariants) {
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
      reportViolation("each fact of an order is written down once", `order ${orderId} knows ${twice} twice`);
  }
}

const documentsOf = <Document>(dump: Dump, collection: string): readonly Document[] =>
  Object.values(dump.documents[collection] ?? {}).map(({ document }) => document as Document);

/** What a document must not be when everything has come to rest. */
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
      reportViolation("at rest, nothing is half done", `for ${service}, order ${orderId} is still ${status}`);
    }
  }
}

function placedAsPromised(
  orders: readonly Order[],
  accepted: ReadonlySet<string>,
  reportViolation: ReportViolation,
): void {
  const name = "whoever was promised an order has one, and nobody else";
  const there = new Set(orders.map(({ orderId }) => orderId));
  for (const orderId of accepted)
    if (!there.has(orderId)) reportViolation(name, `order ${orderId} is not there`);
  for (const orderId of there) {
    if (!accepted.has(orderId))
      reportViolation(name, `order ${orderId} is there, and was promised to nobody`);
  }
}

function toldOnce(logs: readonly NotificationLog[], reportViolation: ReportViolation): void {
  const name = "every notification is sent, and no news twice";
  for (const { orderId, notifications } of logs) {
    const kinds = notifications.map(({ type, channel }) => `${type} by ${channel}`);
    const twice = kinds.find((kind, i) => kinds.indexOf(kind) < i);
    if (twice) reportViolation(name, `about order ${orderId}, ${twice} was asked for twice`);
    for (const { type, status } of notifications) {
      if (status !== "sent") reportViolation(name, `about order ${orderId}, ${type} was never sent`);
    }
  }
}
