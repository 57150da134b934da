import type { Hop, Observer } from "../instance/hops.ts";
import { milliseconds } from "../instant.ts";
import type { Message } from "../message.ts";
import { createInstruments } from "./instruments.ts";

/** The metrics of one service instance, in the text format of Prometheus. */
export interface Metrics {
  /** Pass this to `run` as `observe`. */
  readonly observe: Observer;
  /** Counts a failure of an observer: the log, or these metrics themselves. */
  observerFailed(observer: string): void;
  /** Counts hops that were not reported to watchers. */
  hopsDropped(hops: number): void;
  /** Counts an HTTP response. */
  served(request: Served): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export interface Served {
  readonly method: string;
  /** The path template from the OpenAPI document, which keeps the number of label values small. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counts the hops and HTTP requests of a service. */
export function createMetrics(service: string): Metrics {
  const to = createInstruments(service);

  function observe(hop: Hop): void {
    switch (hop.kind) {
      case "received":
        if (hop.attempt === 1) to.queueLags.observe(ageOf(hop.message, hop.at));
        break;
      case "handled":
      case "ignored":
      case "refused":
      case "failed":
      case "duplicate":
      case "retried":
        to.messages.inc({ type: hop.message.type, outcome: hop.kind });
        break;
      case "parked":
        to.messages.inc({ type: hop.message?.type ?? "unreadable", outcome: hop.kind });
        to.parked.inc({ type: hop.message?.type ?? "unreadable", reason: hop.reason });
        break;
      case "published":
        to.published.inc({ type: hop.message.type, again: String(hop.again) });
        to.outboxAges.observe(ageOf(hop.message, hop.at));
        break;
      case "call":
        to.calls.inc({ name: hop.name, outcome: hop.failed === undefined ? "ended" : "failed" });
        break;
      case "timer":
        to.timerLags.observe(hop.lateMs / 1000);
        break;
      case "waiting":
        to.waits.inc({ for: hop.for });
        break;
      case "batch":
        to.batchSizes.observe(hop.size);
        to.batchTimes.observe(hop.tookMs / 1000);
        to.conflicts.inc(hop.conflicts);
    }
  }

  return {
    observe,
    observerFailed: (observer) => to.observerFailures.inc({ observer }),
    hopsDropped: (hops) => to.hopsDropped.inc(hops),
    served: ({ method, route, status, seconds }) => to.requests.observe({ method, route, status }, seconds),
    contentType: to.registry.contentType,
    text: () => to.registry.metrics(),
  };
}

/** A message's age in seconds; 0 if the clocks of two machines disagree. */
const ageOf = ({ time }: Message, now: number): number => Math.max(0, now - milliseconds(time)) / 1000;
