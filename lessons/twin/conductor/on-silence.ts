import { ignore, reaction } from "#messaging/reaction.ts";
import type { CancelReason } from "#orders/order.ts";
import { cancelling } from "./cancelling.ts";
import type { Reported } from "./commands.ts";
import { type Process, processes } from "./process.ts";
import { silence } from "./silence.ts";

/** A worker did not reply in time: the conductor counts its step as failed. */
export const onSilence = reaction(silence, {
  reads: ({ orderId }) => ({ process: processes(orderId) }),
  react({ process }, { data: { facts } }, { now }) {
    const absent = process && missing[process.status];
    if (!process || process.status === "tombstone" || !absent) return ignore("the process has ended");
    if (process.facts.length > facts) return ignore("a reply came at the last moment");
    const { what, reason, worker } = absent;
    return cancelling(
      process,
      { what, at: now, by: "orders", detail: `${worker} did not reply` },
      reason,
      now,
    );
  },
});

interface Missing {
  readonly worker: string;
  readonly what: Reported["what"];
  readonly reason: Exclude<CancelReason, "customer">;
}

const noPayment: Missing = { worker: "payments", what: "payment-expired", reason: "payment-expired" };
const noKitchen: Missing = { worker: "restaurants", what: "order-rejected", reason: "restaurant-rejected" };
const noCourier: Missing = { worker: "couriers", what: "courier-unavailable", reason: "courier-unavailable" };

/** Whose reply is missing, and what it counts as; none when the process has ended. */
const missing: Readonly<Partial<Record<Process["status"], Missing>>> = {
  "awaiting-payment": noPayment,
  "awaiting-kitchen": noKitchen,
  cooking: noKitchen,
  ready: noCourier,
  "on-the-way": noCourier,
};
