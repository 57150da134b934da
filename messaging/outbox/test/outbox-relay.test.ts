// One example per answer of the broker to an event; hence the length.

import { expect } from "chai";
import type { Broker, Publication } from "../../broker.ts";
import { NotConfirmed, Unavailable, type Unconfirmed } from "../../errors.ts";
import { idCausedBy, idOf } from "../../message.ts";
import { alertRaised, alerts, storeWith, taken, world } from "../../test/world.ts";

/** Publishes as many events as the message requests; each has its own ordinal. */
const telling = () =>
  alerts((_, { data }) => ({ publish: Array.from({ length: Number(data.note ?? 1) }, alertRaised) }));

/** A broker that leaves some events unconfirmed: `confirms` decides for each call, by the ordinals of its events. */
async function withBroker(
  unconfirmed: (call: number, ordinals: readonly number[]) => Readonly<Record<number, Unconfirmed["why"]>>,
  events: number,
) {
  const w = world();
  const calls: { at: number; ordinals: number[] }[] = [];
  const ids = Array.from({ length: events }, (_, i) => idCausedBy(taken("one"), "alerts", i));
  const running = await w.start(telling(), {}, ({ broker }) => ({
    broker: {
      ...broker,
      async publish(publications) {
        const ordinals = publications.map(({ messageId }) => ids.indexOf(messageId));
        calls.push({ at: w.seconds(), ordinals });
        const whyOf = unconfirmed(calls.length, ordinals);
        const failed = publications.flatMap((publication: Publication, i): Unconfirmed[] => {
          const why = whyOf[ordinals[i] ?? -1];
          return why ? [{ publication, why }] : [];
        });
        await broker.publish(
          publications.filter((one) => failed.every(({ publication }) => publication !== one)),
        );
        if (failed.length > 0) throw new NotConfirmed(failed);
      },
    },
  }));
  await w.publish(taken("one", { note: String(events) }));
  return { ...w, calls, running };
}

const complaints = (w: { hopsOf: ReturnType<typeof world>["hopsOf"] }) =>
  w.hopsOf("waiting").map((hop) => `${hop.for}: ${hop.why}`);

describe("An event that was not confirmed", () => {
  it("is left to the sweeper if it is unroutable, after its lease of 5 s; the others are settled", async () => {
    const w = await withBroker((call) => (call === 1 ? { 1: "unroutable" } : {}), 3);
    await w.pass(1);
    expect(w.database.dump().outbox).to.have.length(1);
    expect(complaints(w)).to.deep.equal([
      "broker: no queue takes alerts.alert-raised.v1: load definitions.json into the broker",
    ]);
    expect(w.running.troubles()).to.deep.equal([]);
    await w.pass(10);
    expect(w.calls.map(({ ordinals }) => ordinals)).to.deep.equal([[0, 1, 2], [1]]);
    expect(w.calls[1]?.at).to.be.within(5, 10);
    expect(w.hopsOf("published").map(({ again }) => again)).to.deep.equal([false, false, true]);
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("is reported once, with the number of such events", async () => {
    const w = await withBroker(
      (call) => (call === 1 ? { 0: "unroutable", 1: "unroutable", 2: "unroutable" } : {}),
      3,
    );
    await w.pass(1);
    expect(complaints(w)).to.deep.equal([
      "broker: no queue takes alerts.alert-raised.v1, and 2 more: load definitions.json into the broker",
    ]);
  });

  it("is left to the sweeper, too, if the broker refused it", async () => {
    const w = await withBroker((call) => (call === 1 ? { 0: "refused", 1: "refused" } : {}), 2);
    await w.pass(10);
    expect(complaints(w)).to.deep.equal([
      "broker: alerts.alert-raised.v1 was not confirmed (refused), and 1 more",
    ]);
    expect(w.calls.map(({ ordinals }) => ordinals)).to.deep.equal([
      [0, 1],
      [0, 1],
    ]);
    expect(w.calls[1]?.at).to.be.within(5, 10);
  });

  it("is published again at once, alone, if its result is unknown", async () => {
    const w = await withBroker((call): Record<number, "unknown"> => (call === 1 ? { 1: "unknown" } : {}), 3);
    await w.pass(1);
    expect(w.calls).to.deep.equal([
      { at: 0, ordinals: [0, 1, 2] },
      { at: 0.075, ordinals: [1] },
    ]);
    expect(w.hopsOf("published").map(({ again }) => again)).to.deep.equal([false, false, true]);
    expect(complaints(w)).to.deep.equal(["broker: alerts.alert-raised.v1 was not confirmed (unknown)"]);
  });

  it("is retried with backoff while the broker is away, and later events wait", async () => {
    const w = await withBroker((call): Record<number, "unknown"> => (call <= 4 ? { 0: "unknown" } : {}), 1);
    await w.pass(0.1);
    await w.publish(taken("two"));
    await w.pass(5);
    expect(w.calls.map(({ at, ordinals }) => [at, ordinals.length])).to.deep.equal([
      [0, 1],
      [0.075, 1],
      [0.225, 2],
      [0.525, 1],
      [1.125, 1],
    ]);
    expect(w.said()).to.have.length(2);
    expect(w.database.dump().outbox).to.deep.equal([]);
  });
});

describe("While the broker confirms nothing", () => {
  it("the relay claims no abandoned entries", async () => {
    const w = world();
    let claims = 0;
    await w.start(telling(), {}, ({ broker, store }) => ({
      broker: { ...broker, publish: () => Promise.reject(new Error("away")) },
      store: storeWith(store, {
        claimEvents(claim) {
          claims += 1;
          return store.claimEvents(claim);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    const before = claims;
    await w.pass(60);
    expect(claims).to.equal(before);
  });
});

describe("An event that was confirmed", () => {
  it("is published again when its lease expires, if it could not be settled", async () => {
    const w = world();
    let away = true;
    await w.start(telling(), {}, ({ store }) => ({
      store: storeWith(store, {
        async settle(ids) {
          if (away) throw new Unavailable("the store is away");
          await store.settle(ids);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(complaints(w)).to.deep.equal(["store: the store is away"]);
    away = false;
    await w.pass(10);
    expect(w.said()).to.have.length(2);
    expect(w.hopsOf("published").map(({ again }) => again)).to.deep.equal([false, true]);
    expect(w.database.dump().outbox).to.deep.equal([]);
  });
});

describe("An event that the broker is slow to confirm", () => {
  it("is not published again, although its lease has expired", async () => {
    const w = world();
    await w.start(telling(), {}, ({ broker }) => ({ broker: w.slow(broker, 8_000) }));
    await w.publish(taken("one"));
    await w.pass(60);
    expect(w.said()).to.have.length(1);
    expect(w.database.dump().outbox).to.deep.equal([]);
  });
});

describe("More events than fit into memory", () => {
  it("count both those that wait and those under way", async () => {
    const w = world();
    await w.start(telling(), { maxWaiting: 2 }, ({ broker }) => ({ broker: w.slow(broker, 1_000) }));
    await w.publish(taken("one", { note: "2" }));
    await w.pass(0.5);
    await w.publish(taken("two"));
    await w.pass(3);
    expect(w.said()).to.have.length(2);
    await w.pass(10);
    expect(w.said()).to.have.length(3);
  });

  it("wait in the outbox for the sweeper", async () => {
    const w = world();
    await w.start(telling(), { maxBatch: 1, maxWaiting: 2 }, ({ broker }) => ({
      broker: w.slow(broker, 1_000),
    }));
    for (const name of ["one", "two", "three"]) await w.publish(taken(name, { note: "2" }));
    await w.pass(4);
    expect(w.said()).to.have.length(2);
    await w.pass(60);
    expect(w.said()).to.have.length(6);
    expect(w.hopsOf("published")).to.have.length(6);
  });

  it("are not claimed from abandoned entries until half of the limit is free", async () => {
    const w = world();
    const claimedAt: number[] = [];
    await w.start(telling(), { maxWaiting: 4 }, ({ broker, store }) => ({
      broker: w.slow(broker, 12_000),
      store: storeWith(store, {
        claimEvents(claim) {
          claimedAt.push(w.seconds());
          return store.claimEvents(claim);
        },
      }),
    }));
    await w.publish(taken("one", { note: "2" }));
    await w.pass(22);
    expect(claimedAt).to.deep.equal([0, 15, 20]);
  });

  it("are published in one sweep: 25 abandoned commits", async () => {
    const w = world();
    const first = await w.start(telling(), { instance: 1, maxBatch: 1 }, ({ broker }) => ({
      broker: { ...broker, publish: () => new Promise<void>(() => {}) },
    }));
    for (let i = 0; i < 25; i += 1) await w.publish(taken(`${i}`, { note: "2" }));
    await w.pass(1);
    await w.crash(first, 1);
    await w.pass(10);
    await w.start(telling(), { instance: 2 });
    await w.pass(0.5);
    expect(w.said()).to.have.length(50);
  });
});

describe("Events that wait to be published", () => {
  /** A broker that notes how many publications it gets at a time. */
  const counting = (broker: Broker, sizes: number[]): Broker => ({
    ...broker,
    publish(publications) {
      sizes.push(publications.length);
      return broker.publish(publications);
    },
  });

  it("are published by whole commits, up to one batch", async () => {
    const w = world();
    const sizes: number[] = [];
    await w.start(telling(), { maxBatch: 4 }, ({ broker }) => ({
      broker: w.slow(counting(broker, sizes), 1_000),
    }));
    for (const name of ["one", "two", "three", "four", "five"]) {
      await w.publish(taken(name, { note: "2" }));
      await w.pass(0.1);
    }
    await w.pass(10);
    expect(sizes).to.deep.equal([2, 4, 4]);
  });

  it("are published commit by commit if each is as large as a batch", async () => {
    const w = world();
    const sizes: number[] = [];
    await w.start(telling(), { maxBatch: 2 }, ({ broker }) => ({
      broker: w.slow(counting(broker, sizes), 1_000),
    }));
    for (const name of ["one", "two", "three"]) {
      await w.publish(taken(name, { note: "3" }));
      await w.pass(0.1);
    }
    await w.pass(10);
    expect(sizes).to.deep.equal([3, 3, 3]);
  });

  it("cause no request to the store while nothing is confirmed", async () => {
    const asked: string[] = [];
    const w = world();
    await w.start(telling(), {}, ({ broker, store }) => ({
      broker: { ...broker, publish: () => Promise.reject(new Error("away")) },
      store: storeWith(store, {
        async settle(ids) {
          asked.push(`settle ${ids.length}`);
          await store.settle(ids);
        },
        async leaveOnly(id, messageIds) {
          asked.push(`leave ${messageIds.length}`);
          await store.leaveOnly(id, messageIds);
        },
      }),
    }));
    await w.publish(taken("one", { note: "2" }));
    await w.pass(4);
    expect(asked).to.deep.equal([]);
  });
});

describe("An instance that stops", () => {
  it("waits until its publications are confirmed and settled", async () => {
    const w = world();
    const running = await w.start(telling(), {}, ({ broker }) => ({
      broker: w.slow(broker, 2_000),
    }));
    await w.publish(taken("one"));
    await w.pass(0.5);
    const stopped = running.stop().then(() => w.seconds());
    await w.pass(9);
    expect(await stopped).to.equal(2);
    expect(w.database.dump().outbox).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });
});
