import { expect } from "chai";
import { idOf } from "../../message.ts";
import { alerts, taken, world } from "../../test/world.ts";

const waitForever = () => new Promise<never>(() => {});

describe("The prefetch limit", () => {
  it("bounds the unacknowledged deliveries", async () => {
    const w = world();
    await w.publish(...Array.from({ length: 10 }, (_, i) => taken(`m-${i}`)));
    await w.start(alerts(), { prefetch: 3 }, ({ store }) => ({ store: { ...store, load: waitForever } }));
    await w.pass(1);
    expect(w.broker.queue("alerts.inbox")).to.include({ ready: 7, unacked: 3 });
  });
});

describe("A batch", () => {
  it("is one message at low load, and up to 300 at high load", async () => {
    const w = world();
    await w.publish(...Array.from({ length: 650 }, (_, i) => taken(`m-${i}`)));
    await w.start(alerts(), { prefetch: 1_000 });
    await w.pass(1);
    await w.publish(taken("alone"));
    await w.pass(1);
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([300, 300, 50, 1]);
    expect(w.tab()).to.have.property("seen").that.has.length(651);
  });

  it("is handled in the order of arrival", async () => {
    const w = world();
    const names = Array.from({ length: 300 }, (_, i) => `m-${i}`);
    await w.start(alerts(), { prefetch: 7 });
    await w.publish(...names.map((name) => taken(name)));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: names.map(idOf) });
  });
});
