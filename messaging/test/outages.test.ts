import { expect } from "chai";
import type { Delivery } from "../broker.ts";
import { Conflict, NotConfirmed, Unavailable, Unstorable } from "../errors.ts";
import { idOf } from "../message.ts";
import { command, reaction } from "../reaction.ts";
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
    await w.pass(0.2);
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

describe("Whether the store is away", () => {
  const away = async (): Promise<never> => {
    throw new Unavailable("no primary");
  };

  it("is reported without a gap while commits fail, though reads succeed", async () => {
    const w = world();
    let broken = true;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, { commit: (change) => (broken ? away() : store.commit(change)) }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    const samples: string[] = [];
    for (let i = 0; i < 3_000; i += 1) {
      await w.pass(0.1);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set(["the store is away: no primary"]));
    broken = false;
    await w.pass(6);
    expect(running.troubles()).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });

  it("is reported without a gap while reads fail, though commits succeed", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, { nextTimerAt: away }),
    }));
    await w.pass(1);
    const samples: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      await w.publish(taken(`m-${i}`));
      await w.pass(0.1);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set(["the store is away: no primary"]));
  });

  it("is not reported because of one message that cannot be stored", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit() {
          throw new Unstorable("too large");
        },
      }),
    }));
    await w.publish(taken("one"));
    const samples: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      await w.pass(0.01);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set([""]));
    expect(w.parked()).to.have.length(1);
  });

  it("is probed when the failed work is not retried", async () => {
    const w = world();
    let settles = 0;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async settle(ids) {
          settles += 1;
          if (settles === 1) throw new Unavailable("no primary");
          await store.settle(ids);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    await w.pass(0.2);
    expect(running.troubles()).to.deep.equal([]);
  });
});

describe("While the broker is away", () => {
  it("committed events wait, and are published when it is back", async () => {
    const w = world();
    await w.start(
      alerts(() => ({ publish: [alertRaised()] })),
      {},
      ({ store }) => ({
        store: storeWith(store, {
          async commit(change) {
            await store.commit(change);
            w.broker.stop();
          },
        }),
      }),
    );
    await w.publish(taken("one"));
    await w.pass(60);
    expect(w.database.dump().outbox).to.have.length(1);
    w.broker.start();
    await w.pass(20);
    expect(w.said()).to.have.length(1);
    expect(w.database.dump().outbox).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.parked()).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("it is not ready until the broker is back", async () => {
    const w = world();
    const running = await w.start(paying());
    w.broker.stop();
    expect(running.troubles()).to.deep.equal(["the broker is away"]);
    w.broker.start();
    await w.pass(1);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("it is not ready while nothing is confirmed, although it is connected", async () => {
    const w = world();
    let deaf = true;
    const running = await w.start(paying(), {}, ({ broker }) => ({
      broker: {
        ...broker,
        async publish(publications) {
          if (deaf)
            throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
          await broker.publish(publications);
        },
      },
    }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    const samples: string[] = [];
    for (let i = 0; i < 1_000; i += 1) {
      await w.pass(0.1);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set(["the broker is away"]));
    deaf = false;
    await w.pass(6);
    expect(running.troubles()).to.deep.equal([]);
    expect(w.said()).to.have.length(1);
  });

  it("it is not ready while failed messages cannot move on", async () => {
    const w = world();
    let deaf = true;
    const running = await w.start(
      alerts(() => {
        throw new Error("not now");
      }),
      {},
      ({ broker }) => ({
        broker: {
          ...broker,
          async publish(publications) {
            if (deaf)
              throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
            await broker.publish(publications);
          },
        },
      }),
    );
    await w.publish(taken("one"));
    await w.pass(30);
    expect(running.troubles()).to.deep.equal(["the broker is away"]);
    deaf = false;
    await w.pass(6);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("it stays ready with one unroutable event", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ broker }) => ({
      broker: {
        ...broker,
        async publish(publications) {
          throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unroutable" })));
        },
      },
    }));
    await w.publish(taken("one"));
    await w.pass(30);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("a service that starts waits for it", async () => {
    const w = world();
    await w.publish(taken("one"));
    w.broker.stop();
    const starting = w.start(paying());
    await w.pass(30);
    expect(w.hopsOf("waiting").length).to.be.greaterThan(3);
    expect(new Set(w.hopsOf("waiting").map((hop) => hop.for))).to.deep.equal(new Set(["broker"]));
    w.broker.start();
    await w.pass(10);
    const running = await starting;
    expect(running.troubles()).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });

  it("a failed message is not acknowledged before its copy is confirmed", async () => {
    const w = world();
    let broken = true;
    await w.start(
      alerts(() => {
        if (!broken) return {};
        w.broker.stop();
        throw new Error("broken, and the broker is gone too");
      }),
    );
    await w.publish(taken("one"));
    await w.pass(60);
    broken = false;
    w.broker.start();
    await w.pass(60);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.depth("alerts.inbox") + w.depth("alerts.retry.1s")).to.equal(0);
  });
});

describe("A commit that fails for an unknown reason", () => {
  it("fails for the one message that causes it, which is retried later", async () => {
    const w = world();
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (change.processed.some(({ id }) => id === idOf("two")) && w.seconds() < 1)
            throw new Error("strange");
          await store.commit(change);
        },
      }),
    }));
    await w.pass(0.5);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three")] });
    expect(w.hopsOf("retried").map(({ message, why }) => [message.id, why])).to.deep.equal([
      [idOf("two"), "strange"],
    ]);
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three"), idOf("two")] });
  });
});

describe("A message whose reads throw", () => {
  it("fails alone", async () => {
    const w = world();
    const unreadable = reaction(command("alerts.look-up"), {
      reads() {
        throw new Error("no such thing");
      },
      react: () => ({}),
    });
    const running = await w.start(alerts(() => ({}), { reactions: [unreadable] }));
    const asked = running.submit({ ...taken("one"), type: unreadable.type }, "");
    const other = running.submit(taken("two"), "");
    expect(await asked)
      .to.deep.include({ kind: "failed" })
      .and.to.have.nested.property("error.message", "no such thing");
    expect((await other).kind).to.equal("handled");
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([2]);
  });
});

describe("A service does not start", () => {
  it("if the broker lacks its queues; the error names the remedy", async () => {
    const w = world();
    const failed = await w
      .start(paying(), {}, ({ broker }) => ({
        broker: {
          ...broker,
          verify: async () => ["alerts.inbox is missing: load definitions.json", "so is alerts.parked"],
        },
      }))
      .catch(({ message }) => message);
    expect(failed).to.equal("alerts.inbox is missing: load definitions.json\nso is alerts.parked");
  });
});

describe("After a crash between the commit and the publication", () => {
  const neverPublishing = () => ({ publish: () => new Promise<void>(() => {}) });

  it("another instance publishes the entries, once their lease of 5 s has expired", async () => {
    const w = world();
    const first = await w.start(paying(), { instance: 1 }, ({ broker }) => ({
      broker: { ...broker, ...neverPublishing() },
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    await w.crash(first, 1);
    await w.start(paying(), { instance: 2 });
    await w.pass(3.9);
    expect(w.said()).to.deep.equal([]);
    await w.pass(5.1);
    expect(w.said()).to.have.length(1);
    expect(w.hopsOf("published").map(({ instance, again }) => [instance, again])).to.deep.equal([[2, true]]);
    expect(w.database.dump().outbox).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("two instances that sweep publish each event once", async () => {
    const w = world();
    const first = await w.start(paying(), { instance: 1 }, ({ broker }) => ({
      broker: { ...broker, ...neverPublishing() },
    }));
    await w.publish(...["a", "b", "c", "d", "e"].map((name) => taken(name)));
    await w.pass(1);
    await w.crash(first, 1);
    await w.start(paying(), { instance: 2 });
    await w.start(paying(), { instance: 3 });
    await w.pass(60);
    expect(w.said()).to.have.length(5);
  });
});

describe("When instances conflict", () => {
  it("a batch that conflicts repeatedly is split, and handled", async () => {
    const w = world();
    let conflicts = 0;
    await w.publish(taken("one"), taken("two"), taken("three"), taken("four"));
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (change.processed.length > 1) {
            conflicts += 1;
            throw new Conflict("another instance was faster");
          }
          await store.commit(change);
        },
      }),
    }));
    await w.pass(10);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two"), idOf("three"), idOf("four")] });
    expect(conflicts).to.equal(12);
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });

  it("a message that always conflicts goes through the retry tiers and is parked; the others are handled", async () => {
    const w = world();
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          const isThere = change.processed.some(({ id }) => id === idOf("two"));
          if (isThere) throw new Conflict("a unique index has this already");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.pass(40);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three")] });
    await w.pass(1_200);
    expect(w.hopsOf("retried")).to.have.length(5);
    expect(w.hopsOf("parked").map(({ reason }) => reason)).to.deep.equal(["retries-exhausted"]);
  });

  it("one message alone is retried with short waits, for half a minute", async () => {
    const w = world();
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (w.seconds() < 29) throw new Conflict("another instance was faster");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(31);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });

  it("one message alone backs off, from 5 ms to half a second", async () => {
    const w = world();
    const tried: number[] = [];
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          tried.push(w.clock.now());
          if (tried.length < 13) throw new Conflict("another instance was faster");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(10);
    const waits = tried.slice(1).map((at, i) => at - (tried[i] ?? 0));
    expect(waits).to.deep.equal([0, 0, 0, 4, 8, 15, 30, 60, 120, 240, 375, 375]);
  });

  it("eight instances that change one document lose no change", async () => {
    const w = world();
    for (const instance of [1, 2, 3, 4, 5, 6, 7, 8]) await w.start(paying(), { instance, prefetch: 5 });
    const names = Array.from({ length: 200 }, (_, i) => `m-${i}`);
    await w.publish(...names.map((name) => taken(name)));
    await w.pass(60);
    expect(w.tab()).to.have.property("seen").that.has.members(names.map(idOf));
    expect(w.said()).to.have.length(200);
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });
});
