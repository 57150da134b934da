import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { decodeBatch, encodeBatch } from "#messaging/telemetry/hop-batch.ts";
import type { Entry } from "../../narrative/entry.ts";
import { createLog, type NarrativeLog } from "../../narrative/log.ts";
import type { LedgerEntry } from "../ledger.ts";
import { createWatchedCompany } from "../watched-company.ts";

export const isInLedger = (entry: Entry) => entry.kind === "charge" || entry.kind === "refund";

const hopKinds = new Set<Entry["kind"]>([
  ...(["received", "handled", "ignored", "refused", "failed", "duplicate", "retried"] as const),
  ...(["parked", "published", "timer", "call", "batch", "waiting"] as const),
]);
export const isHop = (entry: Entry): entry is Hop => hopKinds.has(entry.kind);

/** A watcher at a time that the test sets, and processes that report to it. */
export function watching() {
  const log = createLog();
  const time = { now: 0 };
  const company = createWatchedCompany(
    () => log,
    () => time.now,
  );
  company.ledgerReadUntil(Number.POSITIVE_INFINITY);
  const seen = new Map<string, number>();
  function report(
    hops: readonly Hop[],
    { isLast = false, lost = 0, reporter = "1", service = "orders" as string } = {},
  ): void {
    const before = seen.get(`${service} ${reporter}`) ?? 0;
    seen.set(`${service} ${reporter}`, before + hops.length + lost);
    const batch = { service, reporter, seen: before + hops.length + lost, isLast, hops };
    company.take(decodeBatch(encodeBatch(batch)));
  }
  return { company, log, report, time };
}

/** A log as a watcher sees it: each service's hops come together, ten times a second, and the ledger is read as often. */
export function watched(entries: readonly Entry[]): NarrativeLog {
  const { company, log, report, time } = watching();
  const hops = entries.filter(isHop);
  const ledger = entries.filter(isInLedger);
  time.now = hops[0]?.at ?? 0;
  for (let next = 0; next < hops.length; time.now = Math.max(time.now + 100, hops[next]?.at ?? 0)) {
    const first = next;
    while ((hops[next]?.at ?? Number.POSITIVE_INFINITY) <= time.now) next += 1;
    const now = hops.slice(first, next);
    for (const service of services.toReversed())
      report(
        now.filter((hop) => hop.service === service),
        { service },
      );
    while (ledger[0] && ledger[0].at <= time.now) company.takeLedger(ledger.shift() as LedgerEntry);
    company.ledgerReadUntil(time.now);
    company.tick();
  }
  time.now += 1_000;
  company.ledgerReadUntil(time.now);
  company.tick();
  expect(company.lost()).to.equal(0);
  return log;
}
