import { expect } from "chai";
import fc from "fast-check";
import type { Hop } from "../../instance/hops.ts";
import { virtualClock } from "../../memory/clock.ts";
import { taken as readingTaken } from "../../test/world.ts";
import { decodeBatch, encodeBatch, type HopBatch } from "../hop-batch.ts";
import { createHopReporter, type HopReporterOptions } from "../hop-reporter.ts";

const by = { at: 0, service: "stations", instance: 1 };
const received = (name: string): Hop => ({
  ...by,
  kind: "received",
  message: readingTaken(name),
  attempt: 1,
});
const handled = (name: string): Hop => ({
  ...by,
  kind: "handled",
  message: readingTaken(name),
  did: {
    saved: [{ key: "tabs/t1", status: "open" }],
    published: [readingTaken(`${name}, warned`)],
    called: ["alerts.call"],
    timersSet: [{ name: "alerts.expiry/t1", dueAt: 5 }],
    timersCancelled: [],
  },
});
const waiting: Hop = { ...by, kind: "waiting", for: "store", why: "no primary" };

/** A hop of each kind. */
function hopsAbout(name: string): Readonly<Record<Hop["kind"] | "unreadable" | "unanswered", Hop>> {
  const message = readingTaken(name);
  const why = `"${name}" <b>, or not`;
  const call = { ...by, kind: "call", name: "alerts.call", cause: message, attempt: 2 } as const;
  return {
    received: received(name),
    handled: handled(name),
    ignored: { ...by, kind: "ignored", message, why },
    refused: { ...by, kind: "refused", message, why },
    failed: { ...by, kind: "failed", message, why },
    duplicate: { ...by, kind: "duplicate", message },
    retried: { ...by, kind: "retried", message, attempt: 2, tier: "5s", why },
    parked: { ...by, kind: "parked", message, reason: "invalid-json", why },
    unreadable: { ...by, kind: "parked", message: undefined, reason: "invalid-json", why },
    published: { ...by, kind: "published", message, again: true },
    timer: { ...by, kind: "timer", message, lateMs: 7 },
    call,
    unanswered: { ...call, failed: why },
    batch: { ...by, kind: "batch", size: 2, tookMs: 3, conflicts: 0 },
    waiting,
  };
}

/** A reporter of alerts, and what it has sent. */
function reporting(options: Partial<HopReporterOptions> = {}) {
  const clock = virtualClock();
  const batches: HopBatch[] = [];
  const link = { isReady: true };
  const sink = { isReady: () => link.isReady, send: (batch: string) => batches.push(decodeBatch(batch)) };
  const dropped: number[] = [];
  const onDropped = (hops: number) => dropped.push(hops);
  const reporter = createHopReporter({
    ...{ service: "stations", reporter: "process 1", sink, clock, onDropped },
    ...options,
  });
  return { batches, clock, dropped, link, reporter };
}

describe("A batch of hops", () => {
  it("can be read without any other batch, whatever the hops are", () => {
    const name = fc.constantFrom("one", "two", "three");
    const hop = name.chain((about) => fc.constantFrom(...Object.values(hopsAbout(about))));
    fc.assert(
      fc.property(fc.array(hop), (hops) => {
        const batch = { service: "stations", reporter: "process 1", seen: hops.length, isLast: false, hops };
        expect(decodeBatch(encodeBatch(batch))).to.deep.equal(JSON.parse(JSON.stringify(batch)));
      }),
    );
  });

  it("contains the data of an event only if its own service publishes it", () => {
    const hops = [{ ...received("one"), service: "archive" }];
    const [hop] = decodeBatch(
      encodeBatch({ service: "archive", reporter: "process 1", seen: 1, isLast: false, hops }),
    ).hops;
    const { data: _, ...rest } = readingTaken("one");
    expect(hop).to.have.deep.property("message", { ...rest, traceparent: "" });
  });

  it("contains each message once", () => {
    const hops = [received("one"), handled("one"), received("one")];
    const body = encodeBatch({ service: "stations", reporter: "process 1", seen: 3, isLast: false, hops });
    expect(body.split(readingTaken("one").id)).to.have.length(3);
  });

  it("is refused if it is something else", () => {
    const withHops = (hops: string) =>
      `{"service":"alerts","reporter":"x","seen":1,"messages":[],"hops":${hops}}`;
    expect(() => decodeBatch("{}")).to.throw("this is no batch of hops");
    expect(() => decodeBatch(withHops('["duplicate",0,1,7]'))).to.throw(
      "this batch of hops has no message 7",
    );
    expect(() => decodeBatch(withHops('["dreamt",0,1]'))).to.throw("a hop of an unknown kind, dreamt");
  });
});

describe("The reporter of hops", () => {
  it("sends the hops of a tenth of a second together", async () => {
    const { batches, clock, reporter } = reporting();
    reporter.observe(received("one"));
    reporter.observe(handled("one"));
    await clock.advance(100);

    expect(batches.map(({ hops, seen }) => [hops.map(({ kind }) => kind), seen])).to.deep.equal([
      [["received", "handled"], 2],
    ]);
  });

  it("shows once a second that it is alive", async () => {
    const { batches, clock } = reporting();
    await clock.advance(3_100);

    expect(batches.map(({ hops }) => hops.length)).to.deep.equal([0, 0, 0, 0]);
  });

  it("drops what a broker that is away cannot take, counts it, and says so afterwards", async () => {
    const { batches, clock, dropped, link, reporter } = reporting({ mostWaiting: 2 });
    link.isReady = false;
    for (const name of ["one", "two", "three"]) reporter.observe(received(name));
    await clock.advance(60_000);
    link.isReady = true;
    await clock.advance(100);

    expect(dropped).to.deep.equal([1]);
    expect(batches.map(({ hops, seen }) => [hops.length, seen])).to.deep.equal([[2, 3]]);
  });

  it("keeps batches small", async () => {
    const { batches, clock, reporter } = reporting();
    for (let n = 0; n < 1_200; n += 1) reporter.observe(waiting);
    await clock.advance(100);

    expect(batches.map(({ hops, seen }) => [hops.length, seen])).to.deep.equal([
      [500, 500],
      [500, 1_000],
      [200, 1_200],
    ]);
  });

  it("survives a connection that breaks as it sends", async () => {
    const send = () => {
      throw new Error("channel closed");
    };
    const { clock, dropped, reporter } = reporting({ sink: { isReady: () => true, send } });
    reporter.observe(received("one"));
    await clock.advance(100);

    expect(dropped).to.deep.equal([1]);
  });

  it("sends what is left when the process stops, and then nothing", async () => {
    const { batches, clock, reporter } = reporting();
    reporter.observe(received("one"));
    reporter.stop();
    await clock.advance(10_000);

    expect(batches.map(({ hops, isLast }) => [hops.length, isLast])).to.deep.equal([[1, true]]);
  });
});
