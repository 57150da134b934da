import type { Clock } from "#messaging/clock.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { described } from "./faults/fault-injector.ts";
import type { PlannedFault } from "./faults/faults.ts";
import type { HistoryOptions, Violation } from "./history-result.ts";
import { observationsIn } from "./rules/observations.ts";
import { createTraceLog } from "./trace.ts";

/** Counts and traces what happens in a history. Observations count from `begin` on. */
export function createRecord(clock: Clock, { trace }: HistoryOptions) {
  const seen = new Map<string, number>();
  const violations: Violation[] = [];
  const traceLog = createTraceLog(clock, trace);
  let hasBegun = false;
  let deliveries = 0;
  let faults = 0;

  const observed = (key: string) => void (hasBegun && seen.set(key, (seen.get(key) ?? 0) + 1));
  return {
    log: traceLog.log,
    observed,
    hasBegun: () => hasBegun,
    begin(): void {
      hasBegun = true;
      traceLog.begin();
    },
    reportViolation(invariant: string, what: string): void {
      violations.push({ invariant, what });
      traceLog.log(`✗ ${invariant}: ${what}`);
    },
    injected(fault: PlannedFault): void {
      faults += 1;
      observed(`fault ${fault.kind}`);
      traceLog.log(described(fault));
    },
    hop(hop: Hop): void {
      if (hop.kind === "received") deliveries += 1;
      for (const key of observationsIn(hop)) observed(key);
      traceLog.hop(hop);
    },
    isBroken: () => violations.length > 0,
    outcome: () => ({
      violations,
      deliveries,
      faults,
      seen: Object.fromEntries(seen),
      trace: traceLog.lines,
    }),
  };
}
