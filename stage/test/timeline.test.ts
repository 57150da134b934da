import { expect } from "chai";
import pc from "picocolors";
import type { Hop } from "#messaging/hops.ts";
import { runStory } from "../narrative/run-story.ts";
import { createTimeline, duration } from "../narrative/timeline.ts";
import { delivered } from "../stories/delivered.ts";
import { because, began, didNothing, hop, place } from "./hops.ts";

const plain = pc.createColors(false);
const everything = () => true;
const lines = (...hops: readonly Hop[]): readonly (string | undefined)[] => {
  const timeline = createTimeline(began, plain, everything);
  return hops.map((one) => timeline.line(one));
};

const placed = because(place, "orders.order-placed.v1");
const started = because(placed, "payments.payment-started.v1");

describe("A timeline", () => {
  it("shows time, service, message, effects and events, indented by cause", () => {
    const told = lines(
      hop({
        kind: "handled",
        message: place,
        did: {
          ...didNothing,
          saved: [{ key: "orders/o1", status: "awaiting-payment" }],
          published: [placed],
        },
      }),
      hop(
        {
          kind: "handled",
          message: placed,
          did: {
            saved: [{ key: "payments/o1", status: "charging" }],
            published: [started],
            called: ["payments.charge"],
            timersSet: [{ name: "payments.payment-expiry/o1", dueAt: began + 15 * 60_000 + 20 }],
            timersCancelled: [],
          },
        },
        { at: began + 20, service: "payments" },
      ),
      hop(
        {
          kind: "handled",
          message: started,
          did: { ...didNothing, saved: [{ key: "orders/o1", status: "awaiting-payment" }] },
        },
        { at: began + 3_661_042, instance: 2 },
      ),
    );

    expect(told).to.deep.equal([
      "  +00:00:00.000  orders          place-order → order awaiting-payment · publishes order-placed",
      "  +00:00:00.020  payments          order-placed → payment charging · calls charge · sets payment-expiry for 15 min from now · publishes payment-started",
      "  +01:01:01.042  orders#2            payment-started → order awaiting-payment",
    ]);
  });

  it("shows repeated calls once, and which timers are cancelled", () => {
    const told = lines(
      hop({
        kind: "handled",
        message: placed,
        did: {
          ...didNothing,
          called: ["notifications.send", "notifications.send"],
          timersCancelled: ["payments.payment-expiry/o1"],
        },
      }),
    );

    expect(told).to.deep.equal([
      "  +00:00:00.000  orders          order-placed → calls send ×2 · cancels payment-expiry",
    ]);
  });

  it("marks ignored, refused, duplicate, retried and parked messages", () => {
    const told = lines(
      hop({ kind: "ignored", message: place, why: "nothing to do" }),
      hop({ kind: "refused", message: place, why: "there is no such dish" }),
      hop({ kind: "duplicate", message: place }),
      hop({ kind: "retried", message: place, attempt: 2, tier: "1s", why: "not yet" }),
      hop({ kind: "parked", message: place, reason: "retries-exhausted", why: "still not yet" }),
      hop({ kind: "parked", message: undefined, reason: "invalid-json", why: "no JSON" }),
    );

    expect(told).to.deep.equal([
      "  +00:00:00.000  orders          place-order → ignored: nothing to do",
      "  +00:00:00.000  orders          place-order → refused: there is no such dish",
      "  +00:00:00.000  orders          place-order ⧉ duplicate, already handled",
      "  +00:00:00.000  orders          place-order ↻ retry in 1s: not yet",
      "  +00:00:00.000  orders          place-order ⚑ parked, retries-exhausted: still not yet",
      "  +00:00:00.000  orders          a message ⚑ parked, invalid-json: no JSON",
    ]);
  });

  it("marks a failed call, and an event swept from the outbox", () => {
    const told = lines(
      hop({ kind: "call", name: "payments.charge", cause: place, attempt: 2, failed: "503" }),
      hop({ kind: "published", message: placed, again: true }),
    );

    expect(told).to.deep.equal([
      "  +00:00:00.000  orders          ↻ charge, attempt 2: 503",
      "  +00:00:00.000  orders            ↻ publishes order-placed from the outbox",
    ]);
  });

  it("has no line for a hop that succeeds and changes nothing", () => {
    const told = lines(
      hop({ kind: "received", message: place, attempt: 1 }),
      hop({ kind: "published", message: place, again: false }),
      hop({ kind: "call", name: "payments.charge", cause: place, attempt: 1 }),
      hop({ kind: "handled", message: place, did: didNothing }),
      hop({ kind: "timer", message: place, lateMs: 0 }),
      hop({ kind: "batch", size: 1, tookMs: 1, conflicts: 0 }),
      hop({ kind: "waiting", for: "store", why: "it is away" }),
    );

    expect(told.filter((line) => line !== undefined)).to.deep.equal([]);
  });

  it("shows only the followed order of a crowd", () => {
    const timeline = createTimeline(began, plain, (subject) => subject === "o1");
    const other = { ...place, subject: "o2" };

    expect(timeline.line(hop({ kind: "duplicate", message: other }))).to.equal(undefined);
    expect(timeline.line(hop({ kind: "duplicate", message: place }))).to.be.a("string");
  });

  it("is colored if the palette is", () => {
    const timeline = createTimeline(began, pc.createColors(true), everything);

    expect(timeline.line(hop({ kind: "duplicate", message: place }))).to.equal(
      "  \u001B[2m+00:00:00.000\u001B[22m  \u001B[36morders         \u001B[39m \u001B[1mplace-order\u001B[22m \u001B[35m⧉ duplicate, already handled\u001B[39m",
    );
  });

  it("shows how a pizza is delivered", async () => {
    const timeline = createTimeline(began, plain, everything);
    const told: string[] = [];
    const withoutTime = (line: string | undefined) => line?.slice("  +00:00:00.000  ".length) ?? "";

    await runStory(delivered, { seed: 1, onHop: (one) => told.push(withoutTime(timeline.line(one))) });

    expect(told).to.include.members([
      "orders          place-order → order awaiting-payment · publishes order-placed",
      "payments          order-placed → payment charging · calls charge · sets payment-expiry for 15 min from now · publishes payment-started",
      "orders                payment-succeeded → order paid",
      "restaurants             check-order → ticket cooking · sets cooking-done for 20 min from now · publishes order-confirmed",
      "couriers                  order-confirmed → delivery assigned · publishes courier-assigned",
      "restaurants               cooking-done → ticket ready · publishes order-ready",
      "couriers                      travel-done → delivery delivered · publishes order-delivered",
      "orders                          order-delivered → order delivered",
    ]);
  });
});

describe("A duration is printed as", () => {
  const examples = [
    [40, "40 ms"],
    [3_000, "3 s"],
    [59_400, "59 s"],
    [60_000, "1 min"],
    [61_000, "1 min 1 s"],
    [900_000, "15 min"],
    [3_600_000, "1 h"],
    [5_700_000, "1 h 35 min"],
  ] as const;
  for (const [ms, told] of examples) it(told, () => expect(duration(ms)).to.equal(told));
});
