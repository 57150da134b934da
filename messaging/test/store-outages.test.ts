// One example per rule of an outage of the store; hence the length.

import { expect } from "chai";
import type { Delivery } from "../broker.ts";
import { Unavailable } from "../errors.ts";
import { idOf } from "../message.ts";
import type { Ports } from "../running/run-service.ts";
import { alertRaised, alerts, storeWith, taken, world } from "./world.ts";

const paying = () => alerts(() => ({ publish: [alertRaised()] }));

describe("While the store is away", () => {
  it("nothing is lost, and no attempt is spent", async () => {
    const w = world();
    await w.start(paying());
    w.database.setAway(true);
    await w.publish(taken("one"), taken("two"));
    await w.pass(3_600);
    expect(w.tab()).to.equal(undefined);
    expect(w.depth("alerts.inbox")).to.equal(2);
    w.database.setAway(false);
    await w.pass(10);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two")] });
    expect(w.said()).to.have.length(2);
    expect(w.hopsOf("retried")).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("it is not ready until the store is back", async () => {
    const w = world();
    const running = await w.start(paying());
    await w.pass(1);
    expect(running.troubles()).to.deep.equal([]);
    w.database.setAway(true);
    await w.pass(6);
    expect(running.troubles()).to.deep.equal(["the store is away: the memory store is away"]);
    w.database.setAway(false);
    await w.pass(6);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("it is ready again as soon as the store answers", async () => {
    const w = world();
    let attempts = 0;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async load(ids, keys) {
          attempts += 1;
          if (attempts === 1) throw new Unavailable("the store is electing");
          return store.load(ids, keys);
        },
      }),
    }));
    await w.pass(1);
    await w.publish(taken("one"));
    await w.pass(0);
    expect(running.troubles()).to.deep.equal(["the store is away: the store is electing"]);
    // The first retry comes after 75 ms; a probe would need as long again.
    await w.pass(0.1);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("it retries every few seconds, with backoff", async () => {
    const w = world();
    await w.start(paying());
    await w.pass(1);
    w.database.setAway(true);
    await w.publish(taken("one"));
    const before = w.hopsOf("waiting").length;
    await w.pass(600);
    const asked = w.hopsOf("waiting").length - before;
    expect(asked).to.be.within(600 / 5, 600 * 2);
  });
});

describe("While the store is away for longer than a minute", () => {
  /** The deliveries to an instance, in order: how often each had returned before. */
  const noting = (returns: number[]) => (ports: Ports) => ({
    broker: {
      ...ports.broker,
      consume: (queue: string, options: { readonly prefetch: number }, onDelivery: (one: Delivery) => void) =>
        ports.broker.consume(queue, options, (delivery) => {
          returns.push(delivery.returns);
          onDelivery(delivery);
        }),
    },
  });

  it("an instance requeues its deliveries, once, and takes none until the store is back", async () => {
    const w = world();
    const returns: number[] = [];
    await w.start(paying(), {}, noting(returns));
    w.database.setAway(true);
    await w.publish(taken("one"), taken("two"));
    await w.pass(59);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 0, unacked: 2 });
    await w.pass(2);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 2, unacked: 0 });
    await w.publish(taken("three"));
    await w.pass(3_600);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 3, unacked: 0 });
    w.database.setAway(false);
    await w.pass(10);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two"), idOf("three")] });
    expect(returns).to.deep.equal([0, 0, 1, 1, 0]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("the limit is configurable", async () => {
    const w = world();
    await w.start(paying(), { giveBackAfterMs: 5_000 });
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(4);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 0, unacked: 1 });
    await w.pass(2);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 1, unacked: 0 });
  });

  it("another instance that reaches the store handles the requeued deliveries", async () => {
    const w = world();
    await w.start(paying(), { instance: 1 }, ({ store }) => ({
      store: storeWith(store, { commit: () => Promise.reject(new Unavailable("cut off")) }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    await w.start(paying(), { instance: 2 });
    await w.pass(60);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("a timer and the end of a call stay in memory: they are handled when it is back", async () => {
    const w = world();
    const running = await w.start(paying());
    w.database.setAway(true);
    const waits = running.submit(taken("own"), "", { waits: true });
    await w.pass(600);
    w.database.setAway(false);
    await w.pass(10);
    expect(await waits).to.have.property("kind", "handled");
  });

  it("50 lost connections cost nothing: nothing is parked, and everything is handled, once", async () => {
    const w = world();
    await w.start(paying());
    w.database.setAway(true);
    const names = Array.from({ length: 100 }, (_, i) => `m-${i}`);
    await w.publish(...names.map((name) => taken(name)));
    for (let i = 0; i < 50; i += 1) {
      await w.pass(0.2);
      w.connections[0]?.drop();
    }
    await w.pass(60);
    w.database.setAway(false);
    await w.pass(20);
    expect(w.tab()).to.deep.equal({ seen: names.map(idOf) });
    expect(w.parked()).to.deep.equal([]);
    expect(w.said()).to.have.length(100);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("an instance that stops meanwhile ends, and leaves everything in its queue", async () => {
    const w = world();
    const running = await w.start(paying());
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(90);
    await Promise.all([running.stop(), w.pass(1)]);
    w.database.setAway(false);
    await w.pass(60);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 1, unacked: 0 });
    expect(await w.clock.runToRest({ withinMs: 86_400_000 })).to.equal(true);
  });
});

describe("An instance that stops shortly before the store is back", () => {
  it("finishes what it has, but consumes no more: its queue is left to others", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ broker }) => ({ broker: w.slow(broker, 4_000) }));
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(90);
    const own = running.submit(taken("own"), "", { waits: true });
    const stopped = running.stop().then(() => w.seconds());
    await w.pass(1);
    w.database.setAway(false);
    await w.pass(20);
    expect(await own).to.have.property("kind", "handled");
    expect(await stopped).to.be.within(95, 99);
    expect(w.tab()).to.deep.equal({ seen: [idOf("own")] });
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 1, unacked: 0 });
  });
});
