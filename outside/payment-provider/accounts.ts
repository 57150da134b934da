import type { Charge, Refund } from "./charge.ts";
import { Refused } from "./errors.ts";
import type { Entry, Journal } from "./journal/journal.ts";
import { type LedgerLine, ledgerOf } from "./ledger.ts";

/** The provider's charges and refunds, recorded in the journal. */
export class Accounts {
  readonly #journal: Journal;
  readonly #entries: Entry[] = [];
  readonly #charges = new Map<string, Charge>();
  readonly #refunds: Refund[] = [];
  /** Refunded cents by charge id. */
  readonly #refundedCents = new Map<string, number>();
  /** The orders that have a charge. */
  readonly #chargedOrders = new Set<string>();

  /** Starts with what the journal contains from before a restart. */
  constructor(journal: Journal) {
    this.#journal = journal;
    for (const entry of journal.past()) {
      this.#add(entry);
      if ("charge" in entry) this.#chargedOrders.add(entry.charge.orderId);
    }
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

  /** Records a charge that was made or changed its status, or a refund. */
  save(entry: Entry): void {
    this.#journal.write(entry);
    this.#add(entry);
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

  /** The entries from a position on, counted from 0, in the order in which they were made. */
  entries(from: number, most: number): readonly Entry[] {
    return this.#entries.slice(from, from + most);
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    if ("charge" in entry) {
      this.#charges.set(entry.charge.id, entry.charge);
      return;
    }
    const { amount, chargeId } = entry.refund;
    this.#refunds.push(entry.refund);
    this.#refundedCents.set(chargeId, (this.#refundedCents.get(chargeId) ?? 0) + amount.amount);
  }
}
