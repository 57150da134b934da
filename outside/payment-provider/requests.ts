import type { ChargeRequest, RefundRequest } from "./charge.ts";
import { Refused } from "./errors.ts";
import { canMove, euros } from "./money.ts";

/** Reads the body of `POST /charges`; unknown fields are ignored. */
export function readChargeRequest(keyHeader: string | undefined, body: unknown): ChargeRequest {
  const key = readKey(keyHeader);
  const { orderId, card, amount } = fieldsOf(body);
  const money = fieldsOf(amount);
  if (isText(orderId) && isText(card) && canMove(money.amount) && money.currency === "EUR") {
    return { key, orderId, card, amount: euros(money.amount) };
  }
  throw refusal({ orderId: isText(orderId), card: isText(card), ...checksOf(money) });
}

/** Reads the body of `POST /refunds`; unknown fields are ignored. */
export function readRefundRequest(keyHeader: string | undefined, body: unknown): RefundRequest {
  const key = readKey(keyHeader);
  const { chargeId, amount } = fieldsOf(body);
  const money = fieldsOf(amount);
  if (isText(chargeId) && canMove(money.amount) && money.currency === "EUR") {
    return { key, chargeId, amount: euros(money.amount) };
  }
  throw refusal({ chargeId: isText(chargeId), ...checksOf(money) });
}

/** The most entries in an answer of `GET /ledger/entries`. */
export const mostEntries = 1_000;

/** Reads `?from=` of `GET /ledger/entries`: a position, counted from 0. */
export function readPosition(from: unknown = "0"): number {
  if (typeof from === "string" && /^\d{1,15}$/.test(from)) return Number(from);
  throw new Refused(422, "invalid-request", "from must be a whole number from 0");
}

const longest = 255;

function readKey(key: string | undefined): string {
  if (key && key.length <= longest) return key;
  throw new Refused(400, "key-missing", `the header Idempotency-Key must have 1 to ${longest} characters`);
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= longest;

const checksOf = ({ amount, currency }: Readonly<Record<string, unknown>>) => ({
  "amount.amount": canMove(amount),
  "amount.currency": currency === "EUR",
});

const expectations: Readonly<Record<string, string>> = {
  "amount.amount": "must be a whole number of cents above 0",
  "amount.currency": "must be EUR",
};

/** Reports every field whose check failed. */
function refusal(checks: Readonly<Record<string, boolean>>): Refused {
  const wrong = Object.keys(checks).filter((field) => !checks[field]);
  const sentences = wrong.map(
    (field) => `${field} ${expectations[field] ?? `must be a string of 1 to ${longest} characters`}`,
  );
  return new Refused(422, "invalid-request", sentences.join("; "));
}
