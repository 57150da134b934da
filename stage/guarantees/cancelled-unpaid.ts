import type { Delivery } from "#couriers/delivery.ts";
import type { Message } from "#messaging/message.ts";
import type { FactName } from "#orders/fact.ts";
import type { Order } from "#orders/order.ts";
import type { LedgerLine } from "#outside/payment-provider/ledger.ts";
import type { Payment } from "#payments/payment.ts";
import type { Ticket } from "#restaurants/ticket.ts";
import type { Commit } from "../narrative/commits.ts";

/** The evidence needed to judge orders that were cancelled before payment. */
export interface CancellationEvidence {
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  readonly events: ReadonlyMap<string, Pick<Message, "type" | "subject">>;
  readonly ledger: readonly LedgerLine[];
}

/** Any version of the event. */
const isPaid = (type: string): boolean => type.startsWith("payments.payment-succeeded.v");
const cooked: ReadonlySet<string> = new Set<Ticket["status"]>(["cooking", "ready"]);
const carried: ReadonlySet<string> = new Set<Delivery["status"]>(["assigned", "picked-up", "delivered"]);
const asksForMoney: ReadonlySet<string> = new Set(["payments.charge", "payments.confirm"]);

/**
 * Finds orders that were cancelled before payment, and yet charged anew, cooked or assigned a courier. Payments decides what *before*
 * means: it handled the cancellation, and had not published payment-succeeded by then. After that it must not call the provider;
 * and if it had not called it before, the provider must not have charged.
 *
 * A charge requested before payments received the cancellation is not new, and may still succeed. That race ends with a refund;
 * another invariant checks the balance.
 *
 * @param cancellation the message by which payments learns of a cancellation: its type without the version
 */
export function wronglyFulfilled(
  { commits, events, ledger }: CancellationEvidence,
  cancellation: string,
): readonly string[] {
  const unpaid = new Set<string>();
  const paid = new Set<string>();
  const asked = new Set<string>();
  const found = new Map<string, Set<string>>();
  const cancelledBy = (messageId: string): string | undefined => {
    const event = events.get(messageId);
    return event?.type.startsWith(`${cancellation}.v`) ? event.subject : undefined;
  };
  const wrong = (orderId: string, what: string) =>
    void found.set(orderId, (found.get(orderId) ?? new Set()).add(what));

  for (const { service, change } of commits) {
    if (service !== "payments") continue;
    const causes = new Map(change.processed.map(({ id }, i) => [id, i]));
    /** By order, the position in this commit of the message that cancelled it. */
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
  `order ${orderId} was cancelled before payment, and yet ${[...what].join(", ")}`;

const facts: readonly (readonly [FactName, string])[] = [
  ["order-confirmed", "cooked"],
  ["order-ready", "cooked"],
  ["courier-assigned", "assigned a courier"],
  ["order-picked-up", "assigned a courier"],
  ["order-delivered", "assigned a courier"],
];

/**
 * The same check for a deployment at rest, from the order's history, which holds every fact, and the provider's ledger. Without a
 * payment-started fact, payments never requested a charge.
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
