import { Unprocessable } from "#messaging/errors.ts";
import { type Ended, ended } from "#messaging/reaction.ts";
import type { DeclineReason } from "./payment.ts";
import { type ChargeSettled, chargeSettled, type RefundSettled, refundSettled } from "./provider.ts";

/**
 * Reads a charge from the provider's response. Unknown fields are ignored.
 *
 * @throws Unprocessable naming the field that is not as the provider documents it
 */
export function readCharge(charge: unknown): ChargeSettled {
  return settledCharge(textIn(charge, "id"), charge);
}

/**
 * Reads a refund from the provider's response.
 *
 * @throws Unprocessable as `readCharge` does
 */
export function readRefund(refund: unknown): RefundSettled {
  return settledRefund(textIn(refund, "id"), refund);
}

/**
 * Reads a webhook event as the end of a call, with the same id as the response to that call. Undefined for an
 * event type that we do not use.
 *
 * @throws Unprocessable as `readCharge` does
 */
export function readEvent(event: unknown): Ended | undefined {
  const data = fieldsOf(event).data;
  switch (textIn(event, "type")) {
    case "charge.succeeded":
    case "charge.declined":
      return ended(chargeSettled, settledCharge(textIn(data, "chargeId"), data));
    case "refund.succeeded":
      return ended(refundSettled, settledRefund(textIn(data, "refundId"), data));
    default:
      return undefined;
  }
}

function settledCharge(chargeId: string, response: unknown): ChargeSettled {
  const orderId = textIn(response, "orderId");
  const status = textIn(response, "status");
  switch (status) {
    case "succeeded":
    case "requires-confirmation":
      return { orderId, chargeId, status };
    case "declined":
      return { orderId, chargeId, status, reason: reasonOf(textIn(response, "reason")) };
    default:
      throw new Unprocessable(
        `the provider reports charge ${chargeId} as ${status}, which is not a known status`,
      );
  }
}

function settledRefund(refundId: string, response: unknown): RefundSettled {
  const status = textIn(response, "status");
  if (status !== "succeeded")
    throw new Unprocessable(`the provider reports refund ${refundId} as ${status}; expected succeeded`);
  return { orderId: textIn(response, "orderId"), chargeId: textIn(response, "chargeId"), refundId };
}

/** Providers add reasons to decline; an unknown one becomes `card-declined`. */
const reasonOf = (reason: string): DeclineReason =>
  reason === "insufficient-funds" || reason === "invalid-card" ? reason : "card-declined";

const fieldsOf = (response: unknown): Readonly<Record<string, unknown>> =>
  typeof response === "object" && response !== null ? { ...response } : {};

const longest = 100;

function textIn(response: unknown, field: string): string {
  const text = fieldsOf(response)[field];
  if (typeof text === "string" && text.length > 0 && text.length <= longest) return text;
  throw new Unprocessable(`the provider's "${field}" must be a string of 1 to ${longest} characters`);
}
