import { cookOrder, pickUpOrder, sendCourier } from "./commands.ts";
import { onReply } from "./on-reply.ts";
import type { Patience } from "./silence.ts";

/**
 * The whole process, in its usual order: the command that follows each reply. It begins in on-order-placed.ts, with the command to
 * charge the card.
 */
export const steps = (patience: Patience) => [
  onReply(patience, {
    reply: "payments.payment-started.v1",
    what: "payment-started",
    by: "payments",
    detail: ({ expiresAt }) => `to be paid by ${expiresAt}`,
  }),
  onReply(patience, {
    reply: "payments.payment-succeeded.v1",
    what: "payment-succeeded",
    by: "payments",
    next: cookOrder,
  }),
  onReply(patience, {
    reply: "restaurants.order-confirmed.v1",
    what: "order-confirmed",
    by: "restaurants",
    next: (ordered, { restaurantName }) => sendCourier(ordered, restaurantName),
  }),
  onReply(patience, {
    reply: "couriers.courier-assigned.v1",
    what: "courier-assigned",
    by: "couriers",
    detail: ({ courierName }) => courierName,
  }),
  onReply(patience, {
    reply: "restaurants.order-ready.v1",
    what: "order-ready",
    by: "restaurants",
    next: pickUpOrder,
  }),
  onReply(patience, { reply: "couriers.order-picked-up.v1", what: "order-picked-up", by: "couriers" }),
  onReply(patience, { reply: "couriers.order-delivered.v1", what: "order-delivered", by: "couriers" }),
  ...failures(patience),
];

/** The replies that end the process, and the one that confirms a compensation. */
const failures = (patience: Patience) => [
  onReply(patience, {
    reply: "payments.payment-declined.v1",
    what: "payment-declined",
    by: "payments",
    detail: ({ reason }) => reason,
    cancels: "payment-declined",
  }),
  onReply(patience, {
    reply: "payments.payment-expired.v1",
    what: "payment-expired",
    by: "payments",
    cancels: "payment-expired",
  }),
  onReply(patience, {
    reply: "restaurants.order-rejected.v1",
    what: "order-rejected",
    by: "restaurants",
    detail: ({ reason, dishIds }) => (dishIds ? `${reason}: ${dishIds.join(", ")}` : reason).slice(0, 200),
    cancels: "restaurant-rejected",
  }),
  onReply(patience, {
    reply: "couriers.courier-unavailable.v1",
    what: "courier-unavailable",
    by: "couriers",
    detail: ({ zone, waitedSeconds }) => `no courier in ${zone} within ${waitedSeconds} seconds`,
    cancels: "courier-unavailable",
  }),
  onReply(patience, {
    reply: "payments.payment-refunded.v1",
    what: "payment-refunded",
    by: "payments",
    detail: ({ reason }) => reason,
  }),
];
