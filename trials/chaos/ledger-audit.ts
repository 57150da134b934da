import type { MongoClient } from "mongodb";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import { notificationTypesByOrder } from "#stage/guarantees/final-notification.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { ledgerOf, violationsOf } from "#stage/remote/violations.ts";

export interface LedgerAudit {
  readonly orders: number;
  readonly violations: readonly string[];
}

const batchSize = 1_000;

/** Checks every order against the provider's ledger, in batches of a thousand: a soak has too many to load at once. */
export async function auditOrders(mongo: MongoClient, deployment: Deployment): Promise<LedgerAudit> {
  const lines = new Map((await ledgerOf(deployment)).map((line) => [line.orderId, line]));
  const violations: string[] = [];
  let batch: Order[] = [];
  let orders = 0;
  const logs = mongo.db("notifications").collection<NotificationLog & { _id: string }>("notifications");
  const audit = async () => {
    const ledger = batch.flatMap(({ orderId }) => lines.get(orderId) ?? []);
    const orderIds = batch.map(({ orderId }) => orderId);
    const notified = notificationTypesByOrder(await logs.find({ _id: { $in: orderIds } }).toArray());
    violations.push(...violationsOf({ orders: batch, ledger, notified, underWay: 0, parked: 0 }));
    orders += batch.length;
    batch = [];
  };
  for await (const order of mongo.db("orders").collection<Order>("orders").find()) {
    batch.push(order);
    if (batch.length === batchSize) await audit();
  }
  await audit();
  return { orders, violations };
}
