// One example per rule of the records that a message handled alone leaves in the store.

import { expect } from "chai";
import { Conflict, Unavailable } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { alerts, returnAll, storeWith, taken, world } from "../../test/world.ts";
import { digestOf, suspected } from "./suspected.ts";

describe("The record of an attempt to handle a message alone", () => {
  it("goes with those of earlier processes, once the message is handled: one death was a coincidence", async () => {
    const w = await suspected({ kills: 1 });
    await w.start(alerts());
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(await w.recorded()).to.equal(0);
  });

  it("goes, but not those of earlier processes, if the message was lost before it was handled", async () => {
    const w = await suspected({ kills: 1 });
    await w.startWith(() => ({ commit: () => Promise.reject(new Unavailable("no primary")) }));
    await w.pass(1);
    await w.connections.at(-1)?.close();
    await w.pass(10);
    expect(await w.recorded()).to.equal(1);
  });

  it("goes, too, if the message was lost while other processes were given time to finish it", async () => {
    const w = await suspected({ kills: 2 });
    await w.start(alerts());
    await w.pass(1);
    await w.connections.at(-1)?.close();
    await w.pass(60);
    expect(w.parked()).to.deep.equal([]);
    expect(await w.recorded()).to.equal(2);
  });

  it("is not made for a message that was lost while it waited for its turn", async () => {
    const w = await suspected({ names: ["one", "two"] });
    const begun: string[] = [];
    await w.startWith((store) => ({
      async beginSoloAttempt(digest, attempt) {
        begun.push(digest);
        await w.takes(2_000);
        return store.beginSoloAttempt(digest, attempt);
      },
    }));
    await w.pass(1);
    await w.connections.at(-1)?.close();
    await w.pass(10);
    expect(begun).to.deep.equal([digestOf("one")]);
  });

  it("is made again if it conflicts with that of another process, which is no outage", async () => {
    const w = await suspected();
    let begun = 0;
    await w.startWith((store) => ({
      async beginSoloAttempt(digest, attempt) {
        begun += 1;
        if (begun === 1) throw new Conflict("another process writes to the same record");
        return store.beginSoloAttempt(digest, attempt);
      },
    }));
    await w.pass(1);
    expect(begun).to.equal(2);
    expect(w.hopsOf("waiting")).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });

  it("is done without if the store refuses it: that is no reason not to handle the message", async () => {
    const w = await suspected();
    let begun = 0;
    await w.startWith(() => ({
      async beginSoloAttempt() {
        begun += 1;
        throw new Error("not authorized");
      },
    }));
    await w.pass(1);
    expect(begun).to.equal(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is not asked for again and again once it was deleted after an outage", async () => {
    const w = await suspected();
    const timers: number[] = [];
    let ends = 0;
    await w.start(alerts(), {}, ({ clock, store }) => ({
      clock: {
        ...clock,
        at(ms, callback) {
          timers.push(clock.now());
          return clock.at(ms, callback);
        },
      },
      store: storeWith(store, {
        async endSoloAttempts(digest, attempt) {
          ends += 1;
          if (ends === 1) throw new Unavailable("no primary");
          await store.endSoloAttempts(digest, attempt);
        },
      }),
    }));
    await w.pass(20);
    expect(ends).to.equal(2);
    timers.length = 0;
    await w.pass(60);
    // A sweep every 5 s, and nothing else.
    expect(timers).to.have.length(12);
  });

  it("does not keep an instance that stops during an outage from ending", async () => {
    const w = await suspected();
    const running = await w.startWith(() => ({
      endSoloAttempts: () => Promise.reject(new Unavailable("no primary")),
    }));
    await w.pass(1);
    await Promise.all([running.stop(1_000), w.pass(2)]);
    expect(await w.clock.runToRest({ withinMs: 0 })).to.equal(true);
  });
});

describe("A message that is handled alone, although it was handled before", () => {
  it("is a duplicate that is not even read: reading it may be what kills", async () => {
    const w = world();
    const first = await w.start(alerts());
    await w.publish(taken("one"));
    await w.pass(1);
    await Promise.all([first.stop(), w.pass(1)]);
    await w.publish(taken("one"));
    await returnAll(w, 3);
    for (const death of ["first", "second"])
      await w.database.connect().beginSoloAttempt(digestOf("one"), death);
    let begun = 0;
    const running = await w.start(alerts(), {}, ({ store }) => ({
      store: storeWith(store, {
        async beginSoloAttempt(digest, attempt) {
          begun += 1;
          if (begun === 1) throw new Unavailable("no primary");
          return store.beginSoloAttempt(digest, attempt);
        },
      }),
    }));
    await w.pass(1);
    expect(w.hopsOf("received")).to.have.length(1);
    expect(w.hopsOf("duplicate")).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
    expect(w.hopsOf("waiting").map(({ why }) => why)).to.deep.equal(["no primary"]);
    expect(running.troubles()).to.deep.equal([]);
  });
});
