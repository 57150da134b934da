import type { Events } from "#contracts/generated/events.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { deedOf } from "../narrative/deeds.ts";
import type { Untimed } from "../narrative/recorder.ts";
import type { CompanyState } from "../narrative/state.ts";

/** What a hop tells about people: the command that it is about. */
export function personEntries(hop: Hop): readonly Untimed[] {
  if (hop.kind !== "handled" && hop.kind !== "refused") return [];
  const deed = deedOf(hop.message);
  return deed ? [deed] : [];
}

/** What a hop tells about mails: a notification whose sending has succeeded. The mailbox itself is not watched. */
export function mailEntries(hop: Hop, state: CompanyState): readonly Untimed[] {
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
