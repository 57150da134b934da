import { expect } from "chai";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import type { UnsignedHop } from "../../hops.ts";
import { milliseconds } from "../../instant.ts";
import { createMetrics } from "../../telemetry/metrics.ts";

const placed = eventMessage("orders.order-placed.v1", samples["orders.order-placed.v1"]);
const committedAt = milliseconds(placed.time);

describe("Metrics", () => {
  /** The metrics after one hop, at this time after the event's commit. */
  const countedAfter = async (hop: UnsignedHop, ms: number): Promise<string> => {
    const metrics = createMetrics("payments");
    metrics.observe({ ...hop, at: committedAt + ms, service: "payments", instance: 1 });
    return metrics.text();
  };

  it("measure an event's time in its queue, at its first arrival", async () => {
    const text = await countedAfter({ kind: "received", message: placed, attempt: 1 }, 250);
    expect(text).to.include('queue_lag_seconds_sum{service="payments"} 0.25');
  });

  it("do not count retry delays as queue time", async () => {
    const text = await countedAfter({ kind: "received", message: placed, attempt: 2 }, 1_000);
    expect(text).to.include('queue_lag_seconds_count{service="payments"} 0');
  });

  it("measure an event's time in the outbox", async () => {
    const text = await countedAfter({ kind: "published", message: placed, again: false }, 40);
    expect(text).to.include('outbox_age_seconds_sum{service="payments"} 0.04');
  });

  it("measure no negative time if two clocks disagree", async () => {
    const text = await countedAfter({ kind: "received", message: placed, attempt: 1 }, -5_000);
    expect(text).to.include('queue_lag_seconds_sum{service="payments"} 0');
  });

  it("count parked messages by reason", async () => {
    const why = "it is no JSON";
    const text = await countedAfter({ kind: "parked", message: undefined, reason: "invalid-json", why }, 0);
    expect(text).to.include(
      'messages_parked_total{type="unreadable",reason="invalid-json",service="payments"} 1',
    );
  });
});
