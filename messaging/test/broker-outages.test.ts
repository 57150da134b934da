import { expect } from "chai";
import type { Broker } from "../broker.ts";
import { NotConfirmed } from "../errors.ts";
import { idOf } from "../message.ts";
import { alertRaised, alerts, storeWith, taken, world } from "./world.ts";

const paying = () => alerts(() => ({ publish: [alertRaised()] }));

/** A broker that is connected, and confirms nothing while it is deaf. */
const confirmingNothing = (broker: Broker, isDeaf: () => boolean): Broker => ({
  ...broker,
  async publish(publications) {
    if (isDeaf())
      throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
    await broker.publish(publications);
  },
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
      broker: confirmingNothing(broker, () => deaf),
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
      ({ broker }) => ({ broker: confirmingNothing(broker, () => deaf) }),
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
