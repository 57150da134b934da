import type { Delivery } from "#couriers/delivery.ts";
import type { Message } from "#messaging/message.ts";
import type { FactName, Order } from "#orders/order.ts";
import type { LedgerLine } from "#outside/payment-provider/ledger.ts";
import type { Payment } from "#payments/payment.ts";
import type { Ticket } from "#restaurants/ticket.ts";
import type { Commit } from "../company/recorder.ts";

/** What was seen of the company, as far as it matters to orders that were cancelled before they were paid. */
export interface CancellationEvidence {
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  readonly events: ReadonlyMap<string, Pick<Message, "type" | "subject">>;
  readonly ledger: readonly LedgerLine[];
}

/** In whichever version. */
const isCancellation = (type: string): boolean => type.startsWith("orders.order-cancelled.v");
const isPaid = (type: string): boolean => type.startsWith("payments.payment-succeeded.v");
const cooked: ReadonlySet<string> = new Set<Ticket["status"]>(["cooking", "ready"]);
const carried: ReadonlySet<string> = new Set<Delivery["status"]>(["assigned", "picked-up", "delivered"]);
const asksForMoney: ReadonlySet<string> = new Set(["payments.charge", "payments.confirm"]);

/**
 * Orders that were cancelled before they were paid, and charged, cooked or carried all the same. Payments is the judge of *before*:
 * it has handled the cancellation, and has not said until then that the order is paid. From then on it asks the provider for
 * nothing; and if it had not asked before, the provider has charged nothing.
 *
 * One exception: a charge that it had asked for before it heard of the cancellation may still succeed. That is a race, which ends
 * with a refund, and what the order's money must come to is another invariant.
 */
export function chargedCookedOrCarried({ commits, events, ledger }: CancellationEvidence): readonly string[] {
  const unpaid = new Set<string>();
  const paid = new Set<string>();
  const asked = new Set<string>();
  const found = new Map<string, Set<string>>();
  const cancelledBy = (messageId: string): string | undefined => {
    const event = events.get(messageId);
    return event && isCancellation(event.type) ? event.subject : undefined;
  };
  const wrong = (orderId: string, what: string) =>
    void found.set(orderId, (found.get(orderId) ?? new Set()).add(what));

  for (const { service, change } of commits) {
    if (service !== "payments") continue;
    const causes = new Map(change.processed.map(({ id }, i) => [id, i]));
    /** At which message of this commit an order's cancellation was handled. */
    const heard = new Map<string, number>();
    for (const [i, { id }] of change.processed.entries()) {
      const orderId = cancelledBy(id);
      if (orderId !== undefined && !heard.has(orderId)) heard.set(orderId, i);
    }
    for (const entry of change.outbox) {
      if (entry.kind === "events") {
        for (const { type, subject } of entry.messages) if (isPaid(type)) paid.add(subject);
      } else if (asksForMoney.has(entry.name)) {
        const { id, subject: orderId } = entry.cause;
        const isLater = (causes.get(id) ?? 0) > (heard.get(orderId) ?? Number.POSITIVE_INFINITY);
        if (unpaid.has(orderId) || isLater) wrong(orderId, "sent to the payment provider");
        else asked.add(orderId);
      }
    }
    for (const orderId of heard.keys()) if (!paid.has(orderId)) unpaid.add(orderId);
  }
  for (const { orderId, charges } of ledger) {
    if (charges.length > 0 && unpaid.has(orderId) && !asked.has(orderId)) wrong(orderId, "charged");
  }
  for (const { change } of commits) {
    for (const { key, document } of change.documents) {
      if (!unpaid.has(key.id) || !("status" in document)) continue;
      const { status } = document as Pick<Payment | Ticket | Delivery, "status">;
      if (key.collection === "tickets" && cooked.has(status)) wrong(key.id, "cooked");
      if (key.collection === "deliveries" && carried.has(status)) wrong(key.id, "assigned a courier");
    }
  }
  return [...found].map(([orderId, what]) => sentence(orderId, what));
}

const sentence = (orderId: string, what: ReadonlySet<string>): string =>
  `order ${orderId} was cancelled before payment, and then ${[...what].join(", ")}`;

const facts: readonly (readonly [FactName, string])[] = [
  ["order-confirmed", "cooked"],
  ["order-ready", "cooked"],
  ["courier-assigned", "assigned a courier"],
  ["order-picked-up", "assigned a courier"],
  ["order-delivered", "assigned a courier"],
];

/**
 * The same, as far as it can be seen from outside, when everything has come to rest: by the order's history, which has every fact,
 * and the provider's ledger. Payments that was never started asked for nothing.
 */
export function violationsSeenFromOutside(
  { orderId, status, history }: Pick<Order, "orderId" | "status" | "history">,
  line: LedgerLine | undefined,
): readonly string[] {
  const knows = (what: FactName) => history.some((fact) => fact.what === what);
  if (status !== "cancelled" || knows("payment-succeeded")) return [];
  const charged = !knows("payment-started") && (line?.charges.length ?? 0) > 0 ? ["charged"] : [];
  const done = new Set([...charged, ...facts.filter(([what]) => knows(what)).map(([, what]) => what)]);
  return done.size > 0 ? [sentence(orderId, done)] : [];
}
