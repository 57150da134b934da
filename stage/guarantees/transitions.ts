import type { Delivery } from "#couriers/delivery.ts";
import type { OrderStatus } from "#orders/status.ts";
import type { Payment } from "#payments/payment.ts";
import type { Ticket } from "#restaurants/ticket.ts";

/** One row per status, with the statuses that may follow. The initial statuses follow "". */
type Table<Status extends string> = Readonly<Record<Status | "", readonly Status[]>>;

const tables: {
  readonly orders: Table<OrderStatus>;
  readonly payments: Table<Payment["status"]>;
  readonly tickets: Table<Ticket["status"]>;
  readonly deliveries: Table<Delivery["status"]>;
} = {
  orders: {
    "": ["awaiting-payment"],
    "awaiting-payment": ["paid", "confirmed", "ready", "on-the-way", "delivered", "cancelled"],
    paid: ["confirmed", "ready", "on-the-way", "delivered", "cancelled"],
    confirmed: ["ready", "on-the-way", "delivered", "cancelled"],
    ready: ["on-the-way", "delivered", "cancelled"],
    "on-the-way": ["delivered", "cancelled"],
    delivered: [],
    cancelled: [],
  },
  payments: {
    "": ["charging", "tombstone"],
    charging: ["awaiting-confirmation", "paid", "declined", "expired", "cancelled"],
    "awaiting-confirmation": ["paid", "declined", "expired", "cancelled"],
    paid: ["refunding"],
    declined: ["refunding"],
    expired: ["refunding"],
    cancelled: ["refunding"],
    refunding: ["refunded"],
    refunded: [],
    tombstone: [],
  },
  tickets: {
    "": ["awaiting-order", "awaiting-payment", "tombstone"],
    "awaiting-order": ["checking", "tombstone"],
    "awaiting-payment": ["checking", "cancelled"],
    checking: ["cooking", "rejected", "cancelled"],
    cooking: ["ready", "cancelled"],
    ready: [],
    rejected: [],
    cancelled: [],
    tombstone: [],
  },
  deliveries: {
    "": ["ready-first", "waiting", "assigned", "unavailable", "tombstone"],
    "ready-first": ["waiting", "picked-up", "unavailable", "tombstone"],
    waiting: ["assigned", "picked-up", "unavailable", "cancelled"],
    assigned: ["picked-up", "cancelled"],
    "picked-up": ["delivered"],
    delivered: [],
    unavailable: [],
    cancelled: [],
    tombstone: [],
  },
};

/** The legal status transitions, by collection. */
export type Transitions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The legal status transitions of the choreography. */
export const transitions: Transitions = tables;

/** Whether a document may change from one status to another within `steps` transitions: a batch of messages is one commit. */
export function mayBecome(
  collection: string,
  before: string,
  after: string,
  steps: number,
  legal: Transitions = transitions,
): boolean {
  const next = legal[collection]?.[before] ?? [];
  if (next.includes(after)) return true;
  return steps > 1 && next.some((status) => mayBecome(collection, status, after, steps - 1, legal));
}
