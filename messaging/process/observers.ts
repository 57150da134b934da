import type { Logger } from "pino";
import type { Hop, Observer } from "../instance/hops.ts";
import { harmless, type ObserverFailure } from "../instance/observer-failures.ts";
import { logHops } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** What observes a process. */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Reports hops to watchers; undefined if nobody may watch. */
  readonly reporter?: { observe(hop: Hop): void } | undefined;
}

/**
 * Counts, logs and reports each hop. If one of the three fails, the others still get the hop. Every failure is
 * counted, and the first of each observer is logged.
 */
export function observers({ log, metrics, reporter }: Telemetry): Observer {
  const failed = ({ error, observer, times }: ObserverFailure): void => {
    metrics.observerFailed(observer);
    if (times === 1) log.error({ err: error, observer }, "an observer failed; handling continues");
  };
  const count = harmless("metrics", metrics.observe, failed);
  const write = harmless("log", logHops(log), failed);
  const report = reporter && harmless("hops", reporter.observe, failed);
  return (hop) => {
    count(hop);
    write(hop);
    report?.(hop);
  };
}
