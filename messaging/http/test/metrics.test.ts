import { expect } from "chai";
import type { UnsignedHop } from "../../instance/hops.ts";
import { milliseconds } from "../../instant.ts";
import { createMetrics } from "../../telemetry/metrics.ts";
import { taken as readingTaken } from "../../test/world.ts";

const taken = readingTaken("one", { note: "Ada measured this" });
const committedAt = milliseconds(taken.time);

describe("Metrics", () => {
  /** The metrics after one hop, at this time after the event's commit. */
  const countedAfter = async (hop: UnsignedHop, ms: number): Promise<string> => {
    const metrics = createMetrics("alerts");
    metrics.observe({ ...hop, at: committedAt + ms, service: "alerts", instance: 1 });
    return metrics.text();
  };

  it("measure an event's time in its queue, at its first arrival", async () => {
    const text = await countedAfter({ kind: "received", message: taken, attempt: 1 }, 250);
    expect(text).to.include('queue_lag_seconds_sum{service="alerts"} 0.25');
  });

  it("do not count retry delays as queue time", async () => {
    const text = await countedAfter({ kind: "received", message: taken, attempt: 2 }, 1_000);
    expect(text).to.include('queue_lag_seconds_count{service="alerts"} 0');
  });

  it("measure an event's time in the outbox", async () => {
    const text = await countedAfter({ kind: "published", message: taken, again: false }, 40);
    expect(text).to.include('outbox_age_seconds_sum{service="alerts"} 0.04');
  });

  it("measure no negative time if two clocks disagree", async () => {
    const text = await countedAfter({ kind: "received", message: taken, attempt: 1 }, -5_000);
    expect(text).to.include('queue_lag_seconds_sum{service="alerts"} 0');
  });

  it("count parked messages by reason", async () => {
    const why = "it is no JSON";
    const text = await countedAfter({ kind: "parked", message: undefined, reason: "invalid-json", why }, 0);
    expect(text).to.include(
      'messages_parked_total{type="unreadable",reason="invalid-json",service="alerts"} 1',
    );
  });
});
