import { Counter, Histogram, Registry } from "prom-client";
import type { Hop, Observer } from "../hops.ts";
import { milliseconds } from "../instant.ts";
import type { Message } from "../message.ts";

/** What one instance of a service counts, in the text format of Prometheus. */
export interface Metrics {
  /** Give it to `run` as `observe`. */
  readonly observe: Observer;
  /** What only observes has failed: the log, or these metrics themselves. */
  observerFailed(observer: string): void;
  /** An HTTP request was answered. */
  served(request: Served): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export interface Served {
  readonly method: string;
  /** The path as in the OpenAPI document, so that there are only so many. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Counts what the hops of a service tell. */
export function createMetrics(service: string): Metrics {
  const register = new Registry();
  register.setDefaultLabels({ service });
  const registers = [register];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name, help, labelNames, buckets: [...buckets], registers });

  const messages = counter("messages_total", "What became of messages.", ["type", "outcome"]);
  const parked = counter("messages_parked_total", "Messages put aside for a person.", ["type", "reason"]);
  const published = counter("events_published_total", "Events that the broker confirmed.", ["type", "again"]);
  const calls = counter("calls_total", "Attempts at outside calls.", ["name", "outcome"]);
  const conflicts = counter("commit_conflicts_total", "Commits that another instance was faster than.", []);
  const waits = counter("waits_total", "Times that the store or the broker had to be waited for.", ["for"]);
  const sizes = histogram("batch_messages", "Messages in one commit.", [1, 2, 5, 10, 20, 50, 100, 200]);
  const commits = histogram("batch_seconds", "From loading a batch to having committed it.", seconds);
  const lags = histogram("timer_lag_seconds", "How late timers came.", seconds);
  const queued = histogram("queue_lag_seconds", "From an event's commit to its first arrival here.", seconds);
  const unpublished = histogram("outbox_age_seconds", "From an event's commit to its confirmation.", seconds);
  const observers = counter(
    "observer_failures_total",
    "Times that logs or metrics failed; handling goes on.",
    ["observer"],
  );
  const requests = histogram("http_request_seconds", "From a request to its answer.", seconds, [
    "method",
    "route",
    "status",
  ]);

  function observe(hop: Hop): void {
    switch (hop.kind) {
      case "received":
        if (hop.attempt === 1) queued.observe(ageOf(hop.message, hop.at));
        break;
      case "handled":
      case "ignored":
      case "refused":
      case "failed":
      case "duplicate":
      case "retried":
        messages.inc({ type: hop.message.type, outcome: hop.kind });
        break;
      case "parked":
        messages.inc({ type: hop.message?.type ?? "unreadable", outcome: hop.kind });
        parked.inc({ type: hop.message?.type ?? "unreadable", reason: hop.reason });
        break;
      case "published":
        published.inc({ type: hop.message.type, again: String(hop.again) });
        unpublished.observe(ageOf(hop.message, hop.at));
        break;
      case "call":
        calls.inc({ name: hop.name, outcome: hop.failed === undefined ? "ended" : "failed" });
        break;
      case "timer":
        lags.observe(hop.lateMs / 1000);
        break;
      case "waiting":
        waits.inc({ for: hop.for });
        break;
      case "batch":
        sizes.observe(hop.size);
        commits.observe(hop.tookMs / 1000);
        conflicts.inc(hop.conflicts);
    }
  }

  return {
    observe,
    observerFailed: (observer) => observers.inc({ observer }),
    served: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    contentType: register.contentType,
    text: () => register.metrics(),
  };
}

/** In seconds; 0 where the clocks of two machines disagree. */
const ageOf = ({ time }: Message, now: number): number => Math.max(0, now - milliseconds(time)) / 1000;

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
