import { errorOf } from "#messaging/errors.ts";
import type { Charge, Refund } from "#outside/payment-provider/charge.ts";

/** A charge or a refund, as the provider's ledger has it. A charge whose status changes has another entry. */
export type LedgerEntry =
  | { readonly kind: "charge"; readonly charge: Charge }
  | { readonly kind: "refund"; readonly refund: Refund };

/** Some entries of the ledger from a position on, counted from 0; none if there are no more. */
export type EntriesFrom = (position: number) => Promise<readonly LedgerEntry[]>;

/** When an entry was made, and for which order. */
export function madeFor(entry: LedgerEntry): Pick<Charge, "orderId" | "createdAt"> {
  return entry.kind === "charge" ? entry.charge : entry.refund;
}

/**
 * Reads a ledger on, from where it has been read to. Each reading begins with the last entry that is known: if another one is there, the
 * provider has started with another ledger, which is read from its beginning.
 */
export function ledgerReader(
  entriesFrom: EntriesFrom,
): (take: (entry: LedgerEntry) => void) => Promise<void> {
  let next = 0;
  let last = "";

  /** Some new entries; undefined if it is another ledger. */
  async function readOn(): Promise<readonly LedgerEntry[] | undefined> {
    const entries = await entriesFrom(Math.max(0, next - 1));
    if (next === 0) return entries;
    return JSON.stringify(entries[0]) === last ? entries.slice(1) : undefined;
  }

  return async (take) => {
    for (;;) {
      const entries = await readOn();
      if (!entries) next = 0;
      else if (entries.length === 0) return;
      for (const entry of entries ?? []) {
        take(entry);
        next += 1;
        last = JSON.stringify(entry);
      }
    }
  };
}

/** The ledger of a provider over HTTP. @throws Error if the provider does not answer, or with something else than a ledger */
export const ledgerAt =
  (providerUrl: string): EntriesFrom =>
  async (position) => {
    const url = `${providerUrl}/ledger/entries`;
    const asked = { redirect: "error", signal: AbortSignal.timeout(2_000) } as const;
    const answer = await fetch(`${url}?from=${position}`, asked).catch((error: Error) => {
      throw new Error(`GET ${url} failed: ${errorOf(error.cause ?? error).message}`);
    });
    if (!answer.ok) throw new Error(`GET ${url} returned ${answer.status}`);
    const { entries } = Object(await answer.json());
    if (!Array.isArray(entries)) throw new Error(`GET ${url} returned no entries`);
    return entries.map((entry, i) => {
      const { charge, refund } = Object(entry);
      if (isCharge(charge)) return { kind: "charge", charge };
      if (isRefund(refund)) return { kind: "refund", refund };
      throw new Error(`GET ${url}: entry ${position + i} is neither a charge nor a refund`);
    });
  };

const isCharge = (value: unknown): value is Charge =>
  isMade(value) && isText(Object(value).card) && chargeStatuses.has(Object(value).status);

const isRefund = (value: unknown): value is Refund =>
  isMade(value) && isText(Object(value).chargeId) && Object(value).status === "succeeded";

const chargeStatuses: ReadonlySet<unknown> = new Set<Charge["status"]>([
  "succeeded",
  "declined",
  "requires-confirmation",
]);

/** Whether a value has what charges and refunds have in common. */
function isMade(value: unknown): boolean {
  const { amount, createdAt, id, key, orderId } = Object(value);
  const isTimed = isText(createdAt) && !Number.isNaN(Date.parse(createdAt));
  return isTimed && [id, key, orderId].every(isText) && Number.isSafeInteger(Object(amount).amount);
}

const isText = (value: unknown): value is string => typeof value === "string";
