import type { Logger } from "pino";
import type { Observer } from "../hops.ts";
import { harmless, type ObserverFailure } from "../instance/harmless.ts";
import { logHops } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";

/** What a process is watched by. */
export interface Watching {
  readonly log: Logger;
  readonly metrics: Metrics;
}

/**
 * Counts and logs each hop. Where one of the two fails, the other still sees the hop; every failure is counted, the first of
 * each is logged.
 */
export function observers({ log, metrics }: Watching): Observer {
  const failed = ({ error, observer, times }: ObserverFailure): void => {
    metrics.observerFailed(observer);
    if (times === 1) log.error({ err: error, observer }, "cannot observe, and goes on handling");
  };
  const count = harmless("metrics", metrics.observe, failed);
  const write = harmless("log", logHops(log), failed);
  return (hop) => {
    count(hop);
    write(hop);
  };
}
