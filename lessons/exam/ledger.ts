import type { Charge, Refund } from "#outside/payment-provider/charge.ts";
import type { Scene } from "./scene.ts";

export interface Kept {
  /** How many charges succeeded. */
  readonly charges: number;
  /** What was charged and not refunded, in cents. */
  readonly kept: number;
}

/** The provider's ledger about one order. */
export function ledgerOf(
  { state }: Scene,
  orderId: string,
): {
  readonly charges: readonly Charge[];
  readonly refunds: readonly Refund[];
} {
  const charges = [...state.provider.charges.values()].filter((charge) => charge.orderId === orderId);
  return { charges, refunds: state.provider.refunds.filter((refund) => refund.orderId === orderId) };
}

export function keptOf(scene: Scene, orderId: string): Kept {
  const { charges, refunds } = ledgerOf(scene, orderId);
  const succeeded = charges.filter(({ status }) => status === "succeeded");
  const sum = (amounts: readonly { readonly amount: { readonly amount: number } }[]) =>
    amounts.reduce((total, { amount }) => total + amount.amount, 0);
  return { charges: succeeded.length, kept: sum(succeeded) - sum(refunds) };
}
