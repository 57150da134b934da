import { Counter, Histogram, Registry } from "prom-client";

/** The counters and histograms of one service instance, and their registry. */
export function createInstruments(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name, help, labelNames, buckets: [...buckets], registers });
  return {
    registry,
    messages: counter("messages_total", "Messages by result.", ["type", "outcome"]),
    parked: counter("messages_parked_total", "Messages parked for an operator.", ["type", "reason"]),
    published: counter("events_published_total", "Events that the broker confirmed.", ["type", "again"]),
    calls: counter("calls_total", "Attempts at outside calls.", ["name", "outcome"]),
    conflicts: counter("commit_conflicts_total", "Commits that lost to another instance.", []),
    waits: counter("waits_total", "Times the service waited for the store or the broker.", ["for"]),
    batchSizes: histogram("batch_messages", "Messages per commit.", [1, 2, 5, 10, 20, 50, 100, 200]),
    batchTimes: histogram("batch_seconds", "From loading a batch to its commit.", seconds),
    timerLags: histogram("timer_lag_seconds", "How late timers fired.", seconds),
    queueLags: histogram("queue_lag_seconds", "From an event's commit to its first arrival.", seconds),
    outboxAges: histogram("outbox_age_seconds", "From an event's commit to its confirm.", seconds),
    observerFailures: counter("observer_failures_total", "Failures of logging or metrics.", ["observer"]),
    hopsDropped: counter("hops_dropped_total", "Hops that were not reported to watchers.", []),
    requests: histogram("http_request_seconds", "From an HTTP request to its response.", seconds, [
      "method",
      "route",
      "status",
    ]),
  };
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
