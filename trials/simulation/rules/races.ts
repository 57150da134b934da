/** Two events that can occur in either order, and the observations that prove the unusual order occurred. */
export interface Race {
  readonly name: string;
  readonly ruling: string;
  /** The observations that count; any one of them. */
  readonly seenAs: readonly string[];
}

/** The races that the design and the services' READMEs describe. */
export const races: readonly Race[] = [
  {
    name: "the payment arrives after it expired",
    ruling: "it is refunded, once",
    seenAs: ["payments: expired → refunding"],
  },
  {
    name: "the payment arrives after the cancellation",
    ruling: "it is refunded, once",
    seenAs: ["payments: cancelled → refunding"],
  },
  {
    name: "the payment expires after it arrived",
    ruling: "the timer has no effect",
    seenAs: ["ignored payments.payment-expiry: the payment is paid"],
  },
  {
    name: "declined, then charged later",
    ruling: "the order was already told of the decline: the charge is refunded",
    seenAs: ["payments: declined → refunding"],
  },
  {
    name: "the cancellation overtakes the order at payments",
    ruling: "a tombstone: nothing is charged",
    seenAs: ["payments: nothing → tombstone"],
  },
  {
    name: "the cancellation overtakes the order at the restaurant",
    ruling: "a tombstone: nothing is cooked",
    seenAs: ["tickets: nothing → tombstone", "tickets: awaiting-order → tombstone"],
  },
  {
    name: "the cancellation overtakes the confirmation at couriers",
    ruling: "a tombstone: no courier is sent",
    seenAs: ["deliveries: nothing → tombstone", "deliveries: ready-first → tombstone"],
  },
  {
    name: "the provider's answer and its webhook report the same result",
    ruling: "one message, handled once",
    seenAs: ["duplicate payments.charge-settled", "duplicate payments.refund-settled"],
  },
  {
    name: "the card is charged, and the answer is lost or the caller dies",
    ruling: "the call is repeated with the same key: the same charge",
    seenAs: ["called again payments.charge", "lease taken over: call"],
  },
  {
    name: "the payment overtakes the order at the restaurant",
    ruling: "recorded; the join acts once both have arrived",
    seenAs: ["tickets: nothing → awaiting-order"],
  },
  {
    name: "the ready event overtakes the confirmation at couriers",
    ruling: "recorded; the join acts once both have arrived",
    seenAs: ["deliveries: nothing → ready-first"],
  },
  {
    name: "events reach the order out of sequence",
    ruling: "the most advanced event decides",
    seenAs: [
      "orders: awaiting-payment → confirmed",
      "orders: paid → ready",
      "orders: confirmed → on-the-way",
    ],
  },
  {
    name: "a newer notification overtakes an older one",
    ruling: "the older one is not sent",
    seenAs: [
      "ignored couriers.courier-assigned.v1: outdated by couriers.order-picked-up.vN",
      "ignored payments.payment-succeeded.v1: outdated by orders.order-cancelled.vN",
    ],
  },
  {
    name: "an event overtakes the order at notifications",
    ruling: "not yet: it is retried",
    seenAs: ["retried in 1s"],
  },
  {
    name: "cancelled while it cooks",
    ruling: "the kitchen stops, the courier is released, the customer gets a refund",
    seenAs: ["tickets: cooking → cancelled"],
  },
  {
    name: "cancelled while the kitchen is being asked",
    ruling: "the kitchen does not start cooking",
    seenAs: ["tickets: checking → cancelled"],
  },
  {
    name: "cancelled while being delivered",
    ruling: "the cancellation stands, the customer gets a refund, the delivery is recorded",
    seenAs: ["orders: on-the-way → cancelled"],
  },
  {
    name: "a timer is cancelled after it fired",
    ruling: "the document's state decides: the timer has no effect",
    seenAs: [
      "ignored restaurants.cooking-done: the ticket is cancelled",
      "ignored payments.payment-expiry: the payment is cancelled",
      "ignored payments.payment-expiry: the payment is declined",
      "ignored couriers.give-up: the delivery is cancelled",
    ],
  },
  {
    name: "an order waits until a courier is free",
    ruling: "first come, first served",
    seenAs: ["deliveries: waiting → assigned", "deliveries: waiting → picked-up"],
  },
  {
    name: "an order is cancelled while a courier is reserved for it",
    ruling: "the courier is released",
    seenAs: [
      "a reserved courier is released",
      "ignored couriers.assign: the courier went on to another order",
    ],
  },
  {
    name: "a courier is found as the wait ends",
    ruling: "the assignment stands",
    seenAs: [
      "ignored couriers.give-up: a courier was found at the last moment",
      "ignored couriers.give-up: the delivery is assigned",
      "ignored couriers.give-up: the delivery is picked-up",
    ],
  },
  {
    name: "two instances update the same document",
    ruling: "one commits first; the other reacts again",
    seenAs: ["conflict in couriers", "conflict in restaurants", "conflict in payments", "conflict in orders"],
  },
  {
    name: "a process dies after publishing, before settling",
    ruling: "the event is published again; consumers deduplicate it",
    seenAs: ["published again"],
  },
  {
    name: "a lease expires while its owner still works",
    ruling: "both do the work; only one takes effect",
    seenAs: ["lease taken over: event", "lease taken over: timer", "lease taken over: call"],
  },
  {
    name: "a client repeats a request whose answer was lost",
    ruling: "same key, same answer",
    seenAs: ["duplicate orders.place-order", "duplicate orders.cancel-order"],
  },
  {
    name: "a courier's shift ends during a ride",
    ruling: "the courier leaves after the ride",
    seenAs: ["a courier goes home after the ride"],
  },
];
