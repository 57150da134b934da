import { v5 } from "uuid";
import type { Charge, DeclineReason, Refund } from "./charge.ts";
import type { Instant } from "./clock.ts";
import type { Money } from "./money.ts";

interface Subject {
  readonly chargeId: string;
  /** The idempotency key of the charge or refund that this event is about. */
  readonly key: string;
  readonly orderId: string;
  readonly amount: Money;
}

/** A webhook event. All copies of an event have the same id. */
export type ProviderEvent = { readonly id: string; readonly createdAt: Instant } & (
  | { readonly type: "charge.succeeded"; readonly data: Subject & { readonly status: "succeeded" } }
  | {
      readonly type: "charge.declined";
      readonly data: Subject & { readonly status: "declined"; readonly reason: DeclineReason };
    }
  | {
      readonly type: "refund.succeeded";
      readonly data: Subject & { readonly status: "succeeded"; readonly refundId: string };
    }
);

const namespace = "c1d7a3f2-64b8-4e0d-9a35-7f2e8b1c6d40";

/** Derives an id from text, so that repeated stories have the same ids. */
export const idFor = (prefix: "ch" | "re" | "evt", text: string): string =>
  `${prefix}_${v5(`${prefix}/${text}`, namespace).replaceAll("-", "")}`;

/** The event for a charge; undefined while it waits for the customer's confirmation. */
export function eventOfCharge(charge: Charge, createdAt: Instant): ProviderEvent | undefined {
  const { id: chargeId, key, orderId, amount } = charge;
  const data = { chargeId, key, orderId, amount };
  switch (charge.status) {
    case "requires-confirmation":
      return undefined;
    case "succeeded": {
      const { status } = charge;
      const type = "charge.succeeded";
      return { id: idFor("evt", `${type}/${chargeId}`), type, createdAt, data: { ...data, status } };
    }
    case "declined": {
      const { status, reason } = charge;
      const type = "charge.declined";
      return { id: idFor("evt", `${type}/${chargeId}`), type, createdAt, data: { ...data, status, reason } };
    }
  }
}

/** The event for a refund. */
export function eventOfRefund(refund: Refund): ProviderEvent {
  const { id: refundId, chargeId, key, orderId, amount, status, createdAt } = refund;
  const type = "refund.succeeded";
  const data = { chargeId, refundId, key, orderId, amount, status };
  return { id: idFor("evt", `${type}/${refundId}`), type, createdAt, data };
}
