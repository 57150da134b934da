import type { Charge, Refund } from "./charge.ts";
import { euros, type Money } from "./money.ts";

/** The charges and refunds of one order. All zeros if every charge was declined or waits for confirmation. */
export interface LedgerLine {
  readonly orderId: string;
  readonly charged: Money;
  readonly refunded: Money;
  /** The ids of the charges that succeeded. */
  readonly charges: readonly string[];
  /** The ids of the refunds. */
  readonly refunds: readonly string[];
}

/** One entry per order, in the order of their first charge. */
export function ledgerOf(charges: Iterable<Charge>, refunds: Iterable<Refund>): readonly LedgerLine[] {
  const lines = new Map<string, LedgerLine>();
  for (const { id, orderId, status, amount } of charges) {
    const line = lines.get(orderId) ?? emptyLine(orderId);
    const charged = { charged: euros(line.charged.amount + amount.amount), charges: [...line.charges, id] };
    lines.set(orderId, status === "succeeded" ? { ...line, ...charged } : line);
  }
  for (const { id, orderId, amount } of refunds) {
    const line = lines.get(orderId) ?? emptyLine(orderId);
    const refunded = {
      refunded: euros(line.refunded.amount + amount.amount),
      refunds: [...line.refunds, id],
    };
    lines.set(orderId, { ...line, ...refunded });
  }
  return [...lines.values()];
}

const emptyLine = (orderId: string): LedgerLine => ({
  orderId,
  charged: euros(0),
  refunded: euros(0),
  charges: [],
  refunds: [],
});
