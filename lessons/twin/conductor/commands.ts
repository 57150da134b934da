import type { Events } from "#messaging/events.ts";
import { event, type NewEvent } from "#messaging/reaction.ts";
import type { CancelReason } from "#orders/order.ts";
import type { Ordered, Worker } from "./process.ts";

/** A command to a worker, which then takes part in the process. */
export interface Command {
  readonly to: Worker;
  readonly message: NewEvent;
}

export const chargeCard = ({ orderId, customer, total, card }: Events["orders.order-placed.v1"]): Command => {
  const { customerId } = customer;
  return {
    to: "payments",
    message: event("conductor.charge-card.v1", orderId, { orderId, customer: { customerId }, total, card }),
  };
};

export const cookOrder = ({ orderId, dishIds, ...where }: Ordered): Command => ({
  to: "restaurants",
  message: event("conductor.cook-order.v1", orderId, { orderId, ...where, dishIds: [...dishIds] }),
});

export const sendCourier = ({ orderId, zone, address }: Ordered, restaurantName: string): Command => ({
  to: "couriers",
  message: event("conductor.send-courier.v1", orderId, { orderId, zone, address, restaurantName }),
});

export const pickUpOrder = ({ orderId }: Ordered): Command => ({
  to: "couriers",
  message: event("conductor.pick-up-order.v1", orderId, { orderId }),
});

/** The command that makes each worker undo its part. */
const undo: Readonly<Record<Worker, (orderId: string) => NewEvent>> = {
  payments: (orderId) => event("conductor.cancel-payment.v1", orderId, { orderId }),
  restaurants: (orderId) => event("conductor.stop-cooking.v1", orderId, { orderId }),
  couriers: (orderId) => event("conductor.release-courier.v1", orderId, { orderId }),
};

/** The compensations: every worker that received a command undoes its part. */
export const compensations = (orderId: string, commanded: readonly Worker[]): readonly NewEvent[] =>
  commanded.map((worker) => undo[worker](orderId));

/** A fact that a worker reported, or that the conductor concluded from its silence. */
export type Reported = Omit<Events["conductor.record-fact.v1"], "orderId">;

/** To orders: record this for the customer. */
export const recordFact = (orderId: string, fact: Reported): NewEvent =>
  event("conductor.record-fact.v1", orderId, { orderId, ...fact });

/** To orders: the process failed, and the order is cancelled. */
export const cancelOrder = (
  orderId: string,
  failure: Reported,
  reason: Exclude<CancelReason, "customer">,
): NewEvent => event("conductor.cancel-order.v1", orderId, { orderId, reason, ...failure });
