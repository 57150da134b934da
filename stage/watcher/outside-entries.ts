import type { Events } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import type { Message } from "#messaging/message.ts";
import { deedOf } from "../narrative/deeds.ts";
import type { Untimed } from "../narrative/recorder.ts";
import type { CompanyState } from "../narrative/state.ts";

/** What a hop tells about people: the command that it is about. */
export function personEntries(hop: Hop): readonly Untimed[] {
  if (hop.kind !== "handled" && hop.kind !== "refused") return [];
  const deed = deedOf(hop.message);
  return deed ? [deed] : [];
}

/**
 * What a hop tells about the world outside: charges and refunds as payments publishes them, and notifications whose sending has
 * succeeded. The provider's own ledger and the mailbox are not watched.
 */
export function outsideEntries(hop: Hop, state: CompanyState): readonly Untimed[] {
  if (hop.kind === "handled") return hop.did.published.flatMap(moneyOf);
  if (hop.kind !== "call" || hop.failed !== undefined || hop.name !== "notifications.send") return [];
  const { cause } = hop;
  const order = state.services.orders.documents.get(`orders/${cause.correlationId}`)?.document;
  const { customer }: { customer?: Events["orders.order-placed.v1"]["customer"] } = Object(order);
  const mail = {
    ...{ notificationId: `${cause.id} ${state.position}`, orderId: cause.correlationId },
    ...({ channel: "email", to: customer?.email ?? "", name: customer?.name ?? "the customer" } as const),
    ...{ subject: cause.type.replace(/^[^.]+\./, "").replace(/\.v\d+$/, ""), text: "" },
  };
  return [{ kind: "mail", mail }];
}

function moneyOf({ data, time, type }: Message): readonly Untimed[] {
  const createdAt = time;
  if (type === "payments.payment-succeeded.v1") {
    const { amount, chargeId, orderId } = data as Events["payments.payment-succeeded.v1"];
    const charge = {
      id: chargeId,
      key: "",
      orderId,
      amount,
      card: "",
      createdAt,
      status: "succeeded",
    } as const;
    return [{ kind: "charge", charge }];
  }
  if (type === "payments.payment-refunded.v1") {
    const { amount, chargeId, orderId, refundId } = data as Events["payments.payment-refunded.v1"];
    const refund = {
      id: refundId,
      key: "",
      chargeId,
      orderId,
      amount,
      createdAt,
      status: "succeeded",
    } as const;
    return [{ kind: "refund", refund }];
  }
  return [];
}
