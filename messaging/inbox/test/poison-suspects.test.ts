// One example per rule of a message that may kill its consumer, which is simulated; hence the length.

import { expect } from "chai";
import fc from "fast-check";
import { Unavailable } from "../../errors.ts";
import { idOf, type Message } from "../../message.ts";
import type { Ports, Running } from "../../running/run-service.ts";
import type { Store } from "../../store.ts";
import { alerts, returnAll, storeWith, taken, world } from "../../test/world.ts";
import { digestOf, suspected } from "./suspected.ts";

/** A world in which some messages kill every process that reacts to them. Each time another process starts. */
function deadlyWorld(isDeadly: (id: string) => boolean) {
  const w = world();
  let deaths = 0;
  let present: { running: Running | undefined; die(): void } | undefined;

  /** The process can be killed: then its calls never return, and its connection is closed. */
  function killable(ports: Ports): Partial<Ports> {
    let alive = true;
    const never = new Promise<never>(() => {});
    const connection = w.connections.at(-1);
    present = {
      running: undefined,
      die() {
        if (!alive) return;
        alive = false;
        deaths += 1;
        void connection?.close();
        void present?.running?.stop(0);
      },
    };
    const store = new Proxy(ports.store, {
      get: (of, name) => {
        const method: unknown = Reflect.get(of, name);
        return typeof method === "function"
          ? (...args: unknown[]) => (alive ? Reflect.apply(method, of, args) : never)
          : method;
      },
    });
    return {
      store,
      broker: { ...ports.broker, publish: (all) => (alive ? ports.broker.publish(all) : never) },
    };
  }

  const service = alerts((_tab, message) => {
    if (!isDeadly(message.id)) return {};
    present?.die();
    throw new Error("it is dead");
  });

  return {
    ...w,
    deaths: () => deaths,
    kill: () => present?.die(),
    /** Passes some seconds. Starts a process, and another one after each death. */
    async live(seconds: number, change: (ports: Ports) => Partial<Ports> = () => ({})): Promise<void> {
      for (let i = 0; i < seconds; i += 1) {
        const before = deaths;
        if (!present || before !== started) {
          started = before;
          const running = await w.start(service, {}, (ports) => {
            const changed = { ...ports, ...change(ports) };
            return { ...changed, ...killable(changed) };
          });
          if (present) present.running = running;
        }
        await w.pass(1);
      }
    },
  };
}

let started = -1;
const named = (prefix: string, many: number): readonly Message[] =>
  Array.from({ length: many }, (_, i) => taken(`${prefix}-${i}`));
const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe("A message that kills the process that handles it", () => {
  beforeEach(() => {
    started = -1;
  });

  it("is found among 200 good messages and parked; the others are handled, and none is parked", async () => {
    const killer = taken("killer");
    const w = deadlyWorld((id) => id === killer.id);
    const good = named("good", 200);
    await w.publish(...good.slice(0, 100), killer, ...good.slice(100));
    await w.live(60);
    expect(w.tab()).to.have.property("seen").that.has.members(idsOf(good));
    expect(w.parked().map(({ messageId, headers }) => [messageId, headers["x-reason"]])).to.deep.equal([
      [killer.id, "kills-its-consumer"],
    ]);
    expect(w.deaths()).to.equal(5);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is found if there are two of them", async () => {
    const killers = named("killer", 2);
    const w = deadlyWorld((id) => idsOf(killers).includes(id));
    const good = named("good", 200);
    await w.publish(...good.slice(0, 50), ...killers.slice(0, 1), ...good.slice(50), ...killers.slice(1));
    await w.live(120);
    expect(w.tab()).to.have.property("seen").that.has.members(idsOf(good));
    expect(w.parked().map(({ messageId }) => messageId)).to.deep.equal(idsOf(killers));
    expect(w.deaths()).to.equal(3 + 2 * 2);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("ends no further process, although the next one ended a process before this one was parked", async () => {
    const killers = named("killer", 2);
    const w = deadlyWorld((id) => idsOf(killers).includes(id));
    await w.publish(...killers);
    await w.live(240, ({ broker }) => ({
      broker: {
        ...broker,
        async publish(all) {
          await w.takes(5_000);
          await broker.publish(all);
        },
      },
    }));
    expect(w.parked().map(({ messageId }) => messageId)).to.have.members(idsOf(killers));
    expect(w.deaths()).to.equal(3 + 2 * 2);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  const accident = fc.oneof(
    fc.constant({ kind: "connection lost" } as const),
    fc.constant({ kind: "process killed" } as const),
    fc.record({ kind: fc.constant("store away" as const), seconds: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ kind: fc.constant("quiet" as const), seconds: fc.integer({ min: 1, max: 10 }) }),
  );

  it("is the only message that is parked, whatever else fails meanwhile", async () => {
    const runs = fc.asyncProperty(
      fc.integer({ min: 0, max: 2 }),
      fc.array(accident, { maxLength: 40 }),
      async (deadly, accidents) => {
        started = -1;
        const killers = named("killer", deadly);
        const w = deadlyWorld((id) => idsOf(killers).includes(id));
        const good = named("good", 10);
        await w.publish(...good.slice(0, 5), ...killers, ...good.slice(5));
        for (const one of accidents) {
          if (one.kind === "connection lost") w.connections.at(-1)?.drop();
          if (one.kind === "process killed") w.kill();
          if (one.kind === "store away") w.database.setAway(true);
          await w.live("seconds" in one ? one.seconds : 1);
          w.database.setAway(false);
        }
        await w.live(120);
        expect(w.tab()).to.have.property("seen").that.has.members(idsOf(good));
        expect(w.parked().map(({ messageId }) => messageId)).to.have.members(idsOf(killers));
        expect(w.depth("alerts.inbox")).to.equal(0);
      },
    );
    await fc.assert(runs, { numRuns: 50 });
  });

  it("is tried again when an operator redrives it: its records are gone", async () => {
    const killer = taken("killer");
    let deadly = true;
    const w = deadlyWorld((id) => deadly && id === killer.id);
    await w.publish(killer);
    await w.live(60);
    const [parked] = w.parked();
    expect(await w.database.connect().beginSoloAttempt(digestOf("killer"), "later")).to.equal(0);
    deadly = false;
    await w.redrive(parked?.body ?? new Uint8Array());
    await w.live(2);
    expect(w.tab()).to.deep.equal({ seen: [killer.id] });
  });

  it("is parked although it is unreadable", async () => {
    const w = deadlyWorld(() => false);
    // The record is checked before the body is read: reading it may be what kills.
    const body = new TextEncoder().encode("{");
    await w.database.connect().beginSoloAttempt(idOf(body), "first");
    await w.database.connect().beginSoloAttempt(idOf(body), "second");
    await w.deliver(body);
    for (const name of ["a", "b", "c"]) {
      const connection = w.broker.connect(name);
      await connection.consume("alerts.inbox", { prefetch: 1 }, () => {});
      await w.pass(0.01);
      await connection.close();
    }
    await w.live(60);
    expect(w.parked().map(({ headers }) => [headers["x-reason"], headers["x-error"]])).to.deep.equal([
      ["kills-its-consumer", "two processes ended while they handled this message, and nothing else"],
    ]);
  });
});

describe("A message that returned three times for other reasons", () => {
  beforeEach(() => {
    started = -1;
  });

  it("is handled alone, in order, and its record is deleted", async () => {
    const w = await suspected({ names: ["one", "two"] });
    await w.publish(taken("three"), taken("four"));
    await w.start(alerts());
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: ["one", "two", "three", "four"].map(idOf) });
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([1, 1, 2]);
    expect(await w.recorded()).to.equal(0);
  });

  it("is no suspect if more returns are allowed", async () => {
    const w = await suspected({ names: ["one", "two"] });
    await w.start(alerts(), { suspectAfter: 4 });
    await w.pass(1);
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([2]);
  });

  it("is handled, although the store goes away during each commit", async () => {
    const w = await suspected();
    let commits = 0;
    await w.start(alerts(), { giveBackAfterMs: 1_000 }, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (change.processed.length > 0) commits += 1;
          if (change.processed.length > 0 && commits < 40) throw new Unavailable("no primary");
          await store.commit(change);
        },
      }),
    }));
    await w.pass(600);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.parked()).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is handled, although the store goes away after each record, so that no record can be deleted", async () => {
    const w = await suspected();
    let attempts = 0;
    await w.start(alerts(), { giveBackAfterMs: 1_000 }, ({ store }) => ({
      store: storeWith(store, {
        async beginSoloAttempt(digest, attempt) {
          const others = await store.beginSoloAttempt(digest, attempt);
          attempts += 1;
          if (attempts <= 5) w.database.setAway(true);
          return others;
        },
      }),
    }));
    for (let i = 0; i < 20; i += 1) {
      await w.pass(30);
      w.database.setAway(false);
    }
    expect(attempts).to.equal(6);
    expect(w.parked()).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(await w.recorded()).to.equal(0);
  });

  /** Starts an instance that receives the message, then loses its connection for good, but stays alive. */
  async function loseWhileHandling(
    w: Awaited<ReturnType<typeof suspected>>,
    store: (store: Store) => Partial<Store>,
  ) {
    await w.startWith(store);
    await w.pass(2);
    await w.connections.at(-1)?.close();
  }

  it("is handled, although two live instances lost it while their calls to the store hung", async () => {
    const w = await suspected();
    const hanging = (): Partial<Store> => ({
      async commit() {
        await w.takes(30_000);
        throw new Unavailable("no answer within 30 s");
      },
    });
    await loseWhileHandling(w, hanging);
    await loseWhileHandling(w, hanging);
    await w.start(alerts());
    await w.pass(60);
    expect(w.parked()).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(await w.recorded()).to.equal(0);
  });

  it("has no record left, although two live instances lost it during an outage of the store", async () => {
    const w = await suspected();
    let isAway = true;
    const away = (store: Store): Partial<Store> => ({
      commit: (change) => (isAway ? Promise.reject(new Unavailable("no primary")) : store.commit(change)),
      endSoloAttempts: (digest, attempt) =>
        isAway ? Promise.reject(new Unavailable("no primary")) : store.endSoloAttempts(digest, attempt),
    });
    await loseWhileHandling(w, away);
    await loseWhileHandling(w, away);
    isAway = false;
    await w.pass(5);
    expect(await w.recorded()).to.equal(0);
  });

  it("is handled, although the replies to its records are lost", async () => {
    const w = await suspected();
    let lost = 0;
    await w.startWith((store) => ({
      async beginSoloAttempt(digest, attempt) {
        const others = await store.beginSoloAttempt(digest, attempt);
        lost += 1;
        if (lost < 10) throw new Unavailable("the reply was lost");
        return others;
      },
    }));
    await w.pass(60);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.parked()).to.deep.equal([]);
  });

  it("is a duplicate if it was handled before, whatever processes ended since", async () => {
    const w = world();
    const first = await w.start(alerts());
    await w.publish(taken("one"));
    await w.pass(1);
    await Promise.all([first.stop(), w.pass(1)]);
    await w.publish(taken("one"));
    await returnAll(w, 3);
    await w.database.connect().beginSoloAttempt(digestOf("one"), "first");
    await w.database.connect().beginSoloAttempt(digestOf("one"), "second");
    await w.start(alerts());
    await w.pass(1);
    expect(w.parked()).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is retried as usual if it fails", async () => {
    const w = await suspected();
    await w.start(
      alerts(() => {
        if (w.seconds() < 0.5) throw new Error("not now");
        return {};
      }),
    );
    await w.pass(3);
    expect(w.hopsOf("retried").map(({ tier }) => tier)).to.deep.equal(["1s"]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });
});
