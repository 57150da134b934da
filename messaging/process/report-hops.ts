import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { createHopReporter } from "../telemetry/hop-reporter.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { hopExchange } from "./hop-exchange.ts";
import { oncePerMessage } from "./log-once.ts";

export interface ReportHopsOptions {
  readonly service: string;
  /** The exchange that hops are reported to. */
  readonly exchange: string;
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Reports the hops of this process to an exchange, for watchers. Whatever is wrong with it is logged once. */
export function reportHops({ clock, exchange, log, metrics, service, url }: ReportHopsOptions) {
  const sink = hopExchange({
    ...{ url, exchange, clock },
    name: `${service} reports hops`,
    onTrouble: oncePerMessage((why) => {
      const remedy = `load definitions.json into the broker, which has the exchange ${exchange}, or unset WATCH`;
      log.warn({ why }, `hops are not reported; handling goes on. If it lasts: ${remedy}`);
    }),
  });
  const reporter = createHopReporter({
    ...{ service, sink, clock },
    reporter: randomUUID(),
    onDropped: metrics.hopsDropped,
  });
  return {
    observe: reporter.observe,
    /** Sends the last hops, and closes the connection. */
    async close(): Promise<void> {
      reporter.stop();
      await sink.close();
    },
  };
}
