import type { Hop } from "../instance/hops.ts";
import { milliseconds } from "../instant.ts";
import type { Message } from "../message.ts";
import { createInstruments } from "./instruments.ts";

export type Metrics = ReturnType<typeof createMetrics>;

interface Served {
  readonly method: string;
  /** The path template from the OpenAPI document, which keeps the number of label values small. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** The metrics of one service instance, its hops and HTTP requests, in the text format of Prometheus. */
export function createMetrics(service: string) {
  const to = createInstruments(service);

  /** Pass this to `run` as `observe`. */
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
    /** Counts a failure of an observer: the log, or these metrics themselves. */
    observerFailed: (observer: string): void => to.observerFailures.inc({ observer }),
    /** Counts hops that were not reported to watchers. */
    hopsDropped: (hops: number): void => to.hopsDropped.inc(hops),
    /** Counts an HTTP response. */
    served: ({ seconds, ...labels }: Served): void => to.requests.observe(labels, seconds),
    contentType: to.registry.contentType,
    text: (): Promise<string> => to.registry.metrics(),
  };
}

/** A message's age in seconds; 0 if the clocks of two machines disagree. */
const ageOf = ({ time }: Message, now: number): number => Math.max(0, now - milliseconds(time)) / 1000;
