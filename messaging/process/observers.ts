import type { Logger } from "pino";
import { harmless, type ObserverFailure } from "../instance/harmless.ts";
import type { Observer } from "../instance/hops.ts";
import { logHops } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** What observes a process. */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Metrics;
}

/**
 * Counts and logs each hop. If one of the two fails, the other still gets the hop. Every failure is counted,
 * and the first of each observer is logged.
 */
export function observers({ log, metrics }: Telemetry): Observer {
  const failed = ({ error, observer, times }: ObserverFailure): void => {
    metrics.observerFailed(observer);
    if (times === 1) log.error({ err: error, observer }, "an observer failed; handling continues");
  };
  const count = harmless("metrics", metrics.observe, failed);
  const write = harmless("log", logHops(log), failed);
  return (hop) => {
    count(hop);
    write(hop);
  };
}
