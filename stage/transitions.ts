/** Which status may follow which, by collection; whatever a document begins with comes after "". */
export const transitions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
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
    "ready-first": ["waiting", "assigned", "picked-up", "unavailable", "tombstone"],
    waiting: ["assigned", "picked-up", "unavailable", "cancelled"],
    assigned: ["picked-up", "cancelled"],
    "picked-up": ["delivered"],
    delivered: [],
    unavailable: [],
    cancelled: [],
    tombstone: [],
  },
};

/** Whether a document may go from one status to another in so many steps: a batch of messages is one commit. */
export function mayBecome(collection: string, before: string, after: string, steps: number): boolean {
  const next = transitions[collection]?.[before] ?? [];
  if (next.includes(after)) return true;
  return steps > 1 && next.some((status) => mayBecome(collection, status, after, steps - 1));
}
