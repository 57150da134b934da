import type { NarrativeLog } from "../narrative/log.ts";
import type { Untimed } from "../narrative/recorder.ts";
import { type LedgerEntry, madeFor } from "./ledger.ts";

/** The payment provider's ledger, as entries of the log. */
export interface WatchedLedger {
  /** Takes what is new in the ledger. */
  takeLedger(entry: LedgerEntry): void;
  /** The ledger is known up to this time, in milliseconds since 1970: the log goes no further, since it would lack charges. */
  ledgerReadUntil(at: number): void;
  /** The provider does not answer. The log goes on without its ledger. */
  ledgerUnreadable(): void;
}

export interface WatchedLedgerOptions {
  readonly log: () => NarrativeLog;
  readonly now: () => number;
  readonly append: (at: number, entries: readonly Untimed[]) => void;
  /** Calls back when it is time to show what happened then. */
  readonly hold: (at: number, show: () => void) => void;
}

/** An entry waits as long as this for its order, whose own hops may come later, in milliseconds. */
const awaitOrderMs = 10_000;

/** @returns the ledger, and the time up to which the log may be shown */
export function createWatchedLedger({ append, hold, log, now }: WatchedLedgerOptions): WatchedLedger & {
  until(): number;
} {
  let until = Number.NEGATIVE_INFINITY;

  /** An order that the log never shows was placed before the watcher watched. */
  function show(entry: LedgerEntry, at: number, takenAt: number): void {
    const { orders, provider } = log().present;
    if (orders.has(madeFor(entry).orderId)) {
      if (!isShown(entry, provider)) append(at, [entry]);
    } else if (now() - takenAt < awaitOrderMs) hold(at, () => show(entry, at, takenAt));
  }

  return {
    until: () => until,
    takeLedger(entry) {
      const takenAt = now();
      const at = Math.min(Date.parse(madeFor(entry).createdAt), takenAt);
      hold(at, () => show(entry, at, takenAt));
    },
    ledgerReadUntil(at) {
      until = at;
      const isAway = () => log().present.provider.is === "away";
      if (isAway()) hold(at, () => isAway() && append(at, [{ kind: "back", what: "provider" }]));
    },
    ledgerUnreadable() {
      until = Number.POSITIVE_INFINITY;
      if (log().present.provider.is === "up") append(now(), [{ kind: "away", what: "provider" }]);
    },
  };
}

/** A provider that has lost its ledger repeats what it did before. */
const isShown = (entry: LedgerEntry, { charges, refunds }: NarrativeLog["present"]["provider"]): boolean =>
  entry.kind === "charge"
    ? ["succeeded", entry.charge.status].includes(charges.get(entry.charge.id)?.status ?? "")
    : refunds.some(({ id }) => id === entry.refund.id);
