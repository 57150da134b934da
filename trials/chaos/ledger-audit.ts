import type { MongoClient } from "mongodb";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import { notificationTypesByOrder } from "#stage/guarantees/final-notification.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { ledgerOf, violationsOf } from "#stage/remote/violations.ts";

export interface Accounts {
  readonly orders: number;
  readonly violations: readonly string[];
}

const atOnce = 1_000;

/** Holds every order against the provider's ledger, a thousand at a time: for a company that had too many to look at at once. */
export async function auditOrders(mongo: MongoClient, deployment: Deployment): Promise<Accounts> {
  const lines = new Map((await ledgerOf(deployment)).map((line) => [line.orderId, line]));
  const violations: string[] = [];
  let batch: Order[] = [];
  let orders = 0;
  const logs = mongo.db("notifications").collection<NotificationLog & { _id: string }>("notifications");
  const audit = async () => {
    const ledger = batch.flatMap(({ orderId }) => lines.get(orderId) ?? []);
    const orderIds = batch.map(({ orderId }) => orderId);
    const told = notificationTypesByOrder(await logs.find({ _id: { $in: orderIds } }).toArray());
    violations.push(...violationsOf({ orders: batch, ledger, told, underWay: 0, parked: 0 }));
    orders += batch.length;
    batch = [];
  };
  for await (const order of mongo.db("orders").collection<Order>("orders").find()) {
    batch.push(order);
    if (batch.length === atOnce) await audit();
  }
  await audit();
  return { orders, violations };
}
