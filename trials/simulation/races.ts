/** Two things that can happen in either order, and what tells that the unusual one came about. */
export interface Race {
  readonly name: string;
  readonly ruling: string;
  /** What is counted for it; any of these. */
  readonly seenAs: readonly string[];
}

/** The races of the design, and of the services' READMEs. */
export const races: readonly Race[] = [
  {
    name: "the money comes after the time to pay",
    ruling: "it goes back, once",
    seenAs: ["payments: expired → refunding"],
  },
  {
    name: "the money comes after the cancellation",
    ruling: "it goes back, once",
    seenAs: ["payments: cancelled → refunding"],
  },
  {
    name: "the time to pay ends after the money came",
    ruling: "the timer finds nothing to do",
    seenAs: ["ignored payments.payment-expiry: the payment is paid"],
  },
  {
    name: "declined, and charged later",
    ruling: "orders was told no: the money goes back",
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
    ruling: "a tombstone: nobody is sent",
    seenAs: ["deliveries: nothing → tombstone", "deliveries: ready-first → tombstone"],
  },
  {
    name: "the provider's answer and its webhook say the same",
    ruling: "one message, handled once",
    seenAs: ["duplicate payments.charge-settled", "duplicate payments.refund-settled"],
  },
  {
    name: "charged, and the answer is lost, or we die",
    ruling: "asked again with the same key: the same charge",
    seenAs: ["called again payments.charge", "lease taken over: call"],
  },
  {
    name: "the payment overtakes the order at the restaurant",
    ruling: "noted; the join acts when both are there",
    seenAs: ["tickets: nothing → awaiting-order"],
  },
  {
    name: "ready overtakes confirmed at couriers",
    ruling: "noted; the join acts when both are there",
    seenAs: ["deliveries: nothing → ready-first"],
  },
  {
    name: "facts reach orders in another order",
    ruling: "the most advanced fact decides",
    seenAs: [
      "orders: awaiting-payment → confirmed",
      "orders: paid → ready",
      "orders: confirmed → on-the-way",
    ],
  },
  {
    name: "news is overtaken by newer news",
    ruling: "the customer is not told the old",
    seenAs: [
      "ignored couriers.courier-assigned.v1: the customer knows more already: couriers.order-picked-up.vN",
      "ignored payments.payment-succeeded.v1: the customer knows more already: orders.order-cancelled.vN",
    ],
  },
  {
    name: "news overtakes the order at notifications",
    ruling: "not yet: it is tried again",
    seenAs: ["retried in 1s"],
  },
  {
    name: "cancelled while it cooks",
    ruling: "the kitchen stops, the courier is free, the money goes back",
    seenAs: ["tickets: cooking → cancelled"],
  },
  {
    name: "cancelled while the kitchen is asked",
    ruling: "the kitchen does not begin",
    seenAs: ["tickets: checking → cancelled"],
  },
  {
    name: "cancelled while being delivered",
    ruling: "the cancellation stands, the money goes back, the delivery is written down",
    seenAs: ["orders: on-the-way → cancelled"],
  },
  {
    name: "a cancelled timer is on its way already",
    ruling: "the document decides: nothing happens",
    seenAs: [
      "ignored restaurants.cooking-done: the ticket is cancelled",
      "ignored payments.payment-expiry: the payment is cancelled",
      "ignored payments.payment-expiry: the payment is declined",
      "ignored couriers.give-up: the delivery is cancelled",
    ],
  },
  {
    name: "no courier is free, and then one is",
    ruling: "the first who waits is served first",
    seenAs: ["deliveries: waiting → assigned", "deliveries: waiting → picked-up"],
  },
  {
    name: "a courier is kept for an order that is cancelled meanwhile",
    ruling: "the courier goes on",
    seenAs: ["a kept courier goes on", "ignored couriers.assign: the courier went on to another order"],
  },
  {
    name: "a courier is found at the last moment",
    ruling: "found is found",
    seenAs: [
      "ignored couriers.give-up: a courier was found at the last moment",
      "ignored couriers.give-up: the delivery is assigned",
      "ignored couriers.give-up: the delivery is picked-up",
    ],
  },
  {
    name: "two instances want the same document",
    ruling: "one is first, the other reacts again",
    seenAs: ["conflict in couriers", "conflict in restaurants", "conflict in payments", "conflict in orders"],
  },
  {
    name: "said, and died before it was settled",
    ruling: "said again; who heard it knows it",
    seenAs: ["published again"],
  },
  {
    name: "a lease ends while somebody still works",
    ruling: "two do it, once is counted",
    seenAs: ["lease taken over: event", "lease taken over: timer", "lease taken over: call"],
  },
  {
    name: "a request whose answer was lost comes again",
    ruling: "the same key, the same answer",
    seenAs: ["duplicate orders.place-order", "duplicate orders.cancel-order"],
  },
  {
    name: "a courier goes home while riding",
    ruling: "after the ride",
    seenAs: ["a courier goes home after the ride"],
  },
];
