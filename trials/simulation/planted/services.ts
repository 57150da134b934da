import type { PlantedBug } from "./planted.ts";

/** Bugs in the five services: events that arrive out of order, too late or twice are handled wrongly. */
export const plantedInServices: readonly PlantedBug[] = [
  {
    name: "refund-without-key",
    about: "each attempt at a refund creates a new refund",
    file: "payments/service.ts",
    line: "  performs(refund, provider.refund),",
    becomes:
      "  ((n) => performs(refund, (request, context) => provider.refund(request, { ...context, key: context.key + (n += 1) })))(0),",
  },
  {
    name: "dedup-key-too-coarse",
    about: "all results of one charge are treated as the same message",
    file: "payments/provider.ts",
    line: "  identity: ({ chargeId, status }) =>",
    becomes: "  identity: ({ chargeId, orderId: status }) =>",
  },
  {
    name: "late-success-ignored",
    about: "a payment that arrives after the end is not refunded",
    file: "payments/on-charge-settled.ts",
    line: '  if (charge.status !== "succeeded") return ignore(',
    becomes: "  if (charge.status) return ignore(",
  },
  {
    name: "expired-though-paid",
    about: "a timer that was cancelled after it fired still takes effect",
    file: "payments/on-payment-expiry.ts",
    line: '    if (payment?.status !== "charging" && payment?.status !== "awaiting-confirmation") {',
    becomes: '    if (!payment || payment.status === "tombstone" || payment.status === "expired") {',
  },
  {
    name: "no-refund-after-cancellation",
    about: "a customer who cancels after paying gets no refund",
    file: "payments/on-order-cancelled.ts",
    line: '      case "paid": {',
    becomes: '      case "refunded": {',
  },
  {
    name: "tombstone-missing-at-payments",
    about: "a cancellation that overtakes its order is ignored, and the card is charged",
    file: "payments/on-order-cancelled.ts",
    line: "    if (!payment) return { save: { payment: tombstone(orderId) } };",
    becomes: '    if (!payment) return ignore("there is no payment");',
  },
  {
    name: "tombstone-missing-at-restaurants",
    about: "a cancellation that overtakes its order is ignored, and the order waits for its payment",
    file: "restaurants/on-order-cancelled.ts",
    line: "    if (!ticket) return { save: { ticket: tombstone(orderId) } };",
    becomes: '    if (!ticket) return ignore("there is no ticket");',
  },
  {
    name: "tombstone-missing-at-couriers",
    about: "a cancellation that overtakes the confirmation is ignored, and a courier is sent",
    file: "couriers/on-order-cancelled.ts",
    line: "    if (!delivery) return { save: { delivery: tombstone(orderId) } };",
    becomes: '    if (!delivery) return ignore("there is no delivery");',
  },
  {
    name: "join-in-one-order-only",
    about: "a payment that overtakes its order is ignored",
    file: "restaurants/join-order-and-payment.ts",
    line: "  if (!ticket) return { save: { ticket: awaitingOrder(orderId) } };",
    becomes: '  if (!ticket) return ignore("there is no ticket");',
  },
  {
    name: "ready-food-forgotten",
    about: "food that is ready before the confirmation reaches couriers is never picked up",
    file: "couriers/on-order-ready.ts",
    line: "          return { save: { delivery: readyFirst(orderId) } };",
    becomes: '          return ignore("there is no delivery");',
  },
  {
    name: "kitchen-never-freed",
    about: "a cancelled order keeps its kitchen slot",
    file: "restaurants/on-order-cancelled.ts",
    line: "          setTimers: [freeSlot.at(now, orderId, { orderId, restaurantId })],",
    becomes: "",
  },
  {
    name: "courier-never-freed",
    about: "a cancelled order keeps its courier",
    file: "couriers/on-order-cancelled.ts",
    line: "          setTimers: [release.at(now, orderId, { orderId, zone })],",
    becomes: "",
  },
  {
    name: "one-order-too-many",
    about: "a full kitchen accepts one more order",
    file: "restaurants/kitchen.ts",
    line: "cooking.length >= capacity",
    becomes: "cooking.length > capacity",
  },
  {
    name: "cancelled-after-delivery",
    about: "a delivered order can still be cancelled",
    file: "orders/cancel-order.ts",
    line: '    if (order.status === "delivered") {',
    becomes: "    if (order.history.length === 0) {",
  },
  {
    name: "cancelled-twice",
    about: "a finished order is cancelled again by a later failure",
    file: "orders/cancel-after-failure.ts",
    line: "  if (!order || isOver(order) || knows(order, failure.what)) return record(order, failure);",
    becomes: "  if (!order || knows(order, failure.what)) return record(order, failure);",
  },
  {
    name: "waiting-list-not-served",
    about: "a courier who becomes free does not take the next waiting order",
    file: "couriers/waiting-list.ts",
    line: "  if (orderId === undefined) return { roster: free, setTimers: [] };",
    becomes: '  if (orderId !== "") return { roster: free, setTimers: [] };',
  },
  {
    name: "not-yet-means-never",
    about: "an event that overtakes its order is ignored, and the customer is never notified",
    file: "notifications/on-news.ts",
    line: '      if (!contact || !log) return notYet("the order is not known yet");',
    becomes: '      if (!contact || !log) return ignore("the order is not known yet");',
  },
  {
    name: "refund-outdoes-cancellation",
    about: "a customer who was notified of the refund is not notified of the cancellation",
    file: "notifications/notification-policy.ts",
    line: '  "orders.order-cancelled.v1": { isEssential: true, outdatedBy: [] },',
    becomes:
      '  "orders.order-cancelled.v1": { isEssential: true, outdatedBy: ["payments.payment-refunded.v1"] },',
  },
  {
    name: "cooked-on-credit",
    about: "the kitchen starts when the order is placed, and stops if it is not paid",
    file: "restaurants/join-order-and-payment.ts",
    line: "  if (!ticket) return { save: { ticket: awaitingPayment(order) } };",
    becomes:
      "  if (!ticket) return { save: { ticket: awaitingPayment(order) }, setTimers: [askKitchen(order, now)] };",
    also: [
      {
        file: "restaurants/on-check-order.ts",
        line: '      if (ticket?.status !== "checking") return',
        becomes:
          '      if (ticket?.status === "awaiting-payment") return { save: { ticket: { ...ticket, status: "checking" } }, setTimers: [askKitchen(ticket, now)] };\n      if (ticket?.status !== "checking") return',
      },
    ],
  },
  {
    name: "confirmed-after-cancellation",
    about: "a customer can still confirm the payment of a cancelled order: it is charged and refunded",
    file: "payments/confirm-payment.ts",
    line: '    if (payment.status !== "awaiting-confirmation") {',
    becomes: '    if (!("chargeId" in payment) || payment.status === "paid") {',
    also: [
      {
        file: "payments/payment.ts",
        line: 'export const cancelled = (payment: Open): Cancelled => ({ ...requested(payment), status: "cancelled" });',
        becomes:
          'export const cancelled = (payment: Open): Cancelled => ({ ...payment, status: "cancelled" });',
      },
    ],
  },
];
