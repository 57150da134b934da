import type { Order } from "#orders/order.ts";
import type { LedgerLine } from "#outside/payment-provider/ledger.ts";
import { violationsSeenFromOutside } from "../guarantees/cancelled-unpaid.ts";
import { missingFinalNotifications } from "../guarantees/final-notification.ts";
import { count, euros } from "../narrative/text/words.ts";
import type { Deployment } from "./deployment.ts";

/** What is visible of a deployment from outside. */
export interface OutsideEvidence {
  readonly orders: readonly Order[];
  readonly ledger: readonly LedgerLine[];
  /** By order, the event types that its customer was notified of. */
  readonly notified: ReadonlyMap<string, readonly string[]>;
  /** The number of messages in inboxes and retry tiers. */
  readonly underWay: number;
  /** The number of messages parked since the story began. */
  readonly parked: number;
}

/** The provider's ledger: its charges and refunds by order. */
export async function ledgerOf({
  providerUrl,
}: Pick<Deployment, "providerUrl">): Promise<readonly LedgerLine[]> {
  const answer = await fetch(`${providerUrl}/ledger`);
  if (!answer.ok) throw new Error(`GET /ledger returned ${answer.status}`);
  const { orders }: { orders: readonly LedgerLine[] } = JSON.parse(await answer.text());
  return orders;
}

/** Checks the invariants that are visible from outside. */
export const violationsOf = ({
  orders,
  ledger,
  notified,
  underWay,
  parked,
}: OutsideEvidence): readonly string[] => [
  ...orders.flatMap((order) =>
    ofOrder(
      order,
      ledger.find(({ orderId }) => orderId === order.orderId),
    ),
  ),
  ...missingFinalNotifications(orders, notified),
  ...(underWay > 0 ? [`${count(underWay, "message")} still in inboxes and retry tiers`] : []),
  ...(parked > 0 ? [`${count(parked, "message")} parked; expected 0`] : []),
];

function ofOrder(order: Order, line: LedgerLine | undefined): readonly string[] {
  const { orderId, status, total, history } = order;
  if (status !== "delivered" && status !== "cancelled") return [`order ${orderId} is still ${status}`];
  const kept = (line?.charged.amount ?? 0) - (line?.refunded.amount ?? 0);
  const due = status === "delivered" ? total.amount : 0;
  const facts = history.map(({ what }) => what);
  return [
    ...(kept === due ? [] : [`order ${orderId} is ${status}: ${euros(due)} is due, ${euros(kept)} was kept`]),
    ...((line?.charges.length ?? 0) > 1
      ? [`order ${orderId} was charged ${line?.charges.length} times`]
      : []),
    ...((line?.refunds.length ?? 0) > 1
      ? [`order ${orderId} was refunded ${line?.refunds.length} times`]
      : []),
    ...facts
      .filter((fact, i) => facts.indexOf(fact) < i)
      .map((fact) => `order ${orderId}: ${fact} happened twice`),
    ...violationsSeenFromOutside(order, line),
  ];
}
