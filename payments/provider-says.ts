import { Unprocessable } from "#messaging/errors.ts";
import { type Ended, ended } from "#messaging/reaction.ts";
import type { DeclineReason } from "./payment.ts";
import { type ChargeSettled, chargeSettled, type RefundSettled, refundSettled } from "./provider.ts";

/**
 * A charge in the provider's words, as its answers hold it, in ours. Fields that we do not know pass.
 *
 * @throws Unprocessable naming the field that is not as the provider documents it
 */
export function readCharge(charge: unknown): ChargeSettled {
  return settledCharge(textIn(charge, "id"), charge);
}

/** A refund in the provider's words, in ours. @throws Unprocessable as `readCharge` does */
export function readRefund(refund: unknown): RefundSettled {
  return settledRefund(textIn(refund, "id"), refund);
}

/**
 * An event of the provider's webhook as the end of a call, with the id that the answer to the call has too.
 * Undefined for a type of event that is no business of ours.
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

function settledCharge(chargeId: string, said: unknown): ChargeSettled {
  const orderId = textIn(said, "orderId");
  const status = textIn(said, "status");
  switch (status) {
    case "succeeded":
    case "requires-confirmation":
      return { orderId, chargeId, status };
    case "declined":
      return { orderId, chargeId, status, reason: reasonOf(textIn(said, "reason")) };
    default:
      throw new Unprocessable(
        `the provider says that charge ${chargeId} is ${status}: we know no such status`,
      );
  }
}

function settledRefund(refundId: string, said: unknown): RefundSettled {
  const status = textIn(said, "status");
  if (status !== "succeeded")
    throw new Unprocessable(`the provider says that refund ${refundId} is ${status}`);
  return { orderId: textIn(said, "orderId"), chargeId: textIn(said, "chargeId"), refundId };
}

/** A provider finds new reasons to decline; whichever it is, the card was declined. */
const reasonOf = (reason: string): DeclineReason =>
  reason === "insufficient-funds" || reason === "invalid-card" ? reason : "card-declined";

const fieldsOf = (said: unknown): Readonly<Record<string, unknown>> =>
  typeof said === "object" && said !== null ? { ...said } : {};

const longest = 100;

function textIn(said: unknown, field: string): string {
  const text = fieldsOf(said)[field];
  if (typeof text === "string" && text.length > 0 && text.length <= longest) return text;
  throw new Unprocessable(`the provider's "${field}" must be a text of 1 to ${longest} characters`);
}
