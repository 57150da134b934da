import type { Charge, Refund } from "./charge.ts";
import { Refused } from "./errors.ts";
import type { Journal } from "./journal/journal.ts";
import { type LedgerLine, ledgerOf } from "./ledger.ts";

/** The provider's charges and refunds, recorded in the journal. */
export class Accounts {
  readonly #journal: Journal;
  readonly #charges = new Map<string, Charge>();
  readonly #refunds: Refund[] = [];
  /** Refunded cents by charge id. */
  readonly #refundedCents = new Map<string, number>();
  /** The orders that have a charge. */
  readonly #chargedOrders = new Set<string>();

  /** Starts with what the journal contains from before a restart. */
  constructor(journal: Journal) {
    this.#journal = journal;
    const past = journal.past();
    for (const charge of past.charges) {
      this.#charges.set(charge.id, charge);
      this.#chargedOrders.add(charge.orderId);
    }
    for (const refund of past.refunds) this.#add(refund);
  }

  /** @throws Refused 404 if there is no such charge */
  charge(id: string): Charge {
    const charge = this.#charges.get(id);
    if (!charge) throw new Refused(404, "unknown-charge", `there is no charge ${id}`);
    return charge;
  }

  /** What is left of a charge after its refunds, in cents. */
  refundableCents({ id, amount }: Charge): number {
    return amount.amount - (this.#refundedCents.get(id) ?? 0);
  }

  saveCharge(charge: Charge): void {
    this.#journal.write({ charge });
    this.#charges.set(charge.id, charge);
  }

  saveRefund(refund: Refund): void {
    this.#journal.write({ refund });
    this.#add(refund);
  }

  /** Marks an order as charged. Returns true the first time. */
  markCharged(orderId: string): boolean {
    const isFirst = !this.#chargedOrders.has(orderId);
    this.#chargedOrders.add(orderId);
    return isFirst;
  }

  ledger(): readonly LedgerLine[] {
    return ledgerOf(this.#charges.values(), this.#refunds);
  }

  #add(refund: Refund): void {
    const { amount, chargeId } = refund;
    this.#refunds.push(refund);
    this.#refundedCents.set(chargeId, (this.#refundedCents.get(chargeId) ?? 0) + amount.amount);
  }
}
