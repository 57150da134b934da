import { expect } from "chai";
import { Unprocessable } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { alerts, storeWith, taken, world } from "../../test/world.ts";

/** A world in which each load of the store takes a second: long enough to lose a connection meanwhile. */
async function slowWorld(service = alerts(), maxBatch = 300) {
  const w = world();
  await w.start(service, { maxBatch }, ({ store }) => ({
    store: storeWith(store, {
      async load(ids, keys) {
        await w.takes(1_000);
        return store.load(ids, keys);
      },
    }),
  }));
  return w;
}

const failingBy = (error: Error) =>
  alerts(() => {
    throw error;
  });

describe("A delivery that returned to its queue while it was handled", () => {
  it("reports that it was handled: it is stored, so the next delivery is a duplicate", async () => {
    const w = await slowWorld();
    await w.publish(taken("one"));
    await w.pass(0.5);
    w.connections[0]?.drop();
    await w.pass(10);
    expect(w.hopsOf("received")).to.have.length(2);
    expect(w.hopsOf("handled")).to.have.length(1);
    expect(w.hopsOf("duplicate")).to.have.length(1);
  });

  it("does not move on if it failed: only the next delivery does", async () => {
    const w = await slowWorld(failingBy(new Error("not now")));
    await w.publish(taken("one"));
    await w.pass(0.5);
    w.connections[0]?.drop();
    await w.pass(2.4);
    expect(w.hopsOf("received")).to.have.length(2);
    expect(w.hopsOf("retried")).to.have.length(1);
  });

  it("is not parked if it can never be handled: only the next delivery is", async () => {
    const w = await slowWorld(failingBy(new Unprocessable("this station does not exist")));
    await w.publish(taken("one"));
    await w.pass(0.5);
    w.connections[0]?.drop();
    await w.pass(10);
    expect(w.hopsOf("received")).to.have.length(2);
    expect(w.hopsOf("parked")).to.have.length(1);
    expect(w.parked()).to.have.length(1);
  });
});

describe("A delivery that returned to its queue while it waited", () => {
  it("for its turn, is not handled: only the next delivery is", async () => {
    const w = await slowWorld(alerts(), 1);
    await w.publish(taken("one"), taken("two"));
    await w.pass(0.5);
    w.connections[0]?.drop();
    await w.pass(10);
    expect(w.hopsOf("duplicate").map(({ message }) => message.id)).to.deep.equal([idOf("one")]);
    expect(w.hopsOf("handled").map(({ message }) => message.id)).to.deep.equal([idOf("one"), idOf("two")]);
  });

  it("for the copy of an earlier message to be confirmed, does not move on: only the next delivery does", async () => {
    const w = world();
    const moved: string[][] = [];
    await w.start(failingBy(new Error("not now")), {}, ({ broker }) => ({
      broker: w.slow(
        {
          ...broker,
          async publish(publications) {
            moved.push(publications.map(({ messageId }) => messageId));
            await broker.publish(publications);
          },
        },
        3_000,
      ),
    }));
    await w.publish(taken("one"));
    await w.pass(0.5);
    await w.publish(taken("two"));
    await w.pass(0.5);
    w.connections[0]?.drop();
    await w.pass(5.5);
    expect(moved).to.deep.equal([[idOf("one")], [idOf("one"), idOf("two")]]);
  });
});

describe("A delivery whose sender gave it no id", () => {
  it("is parked without one, if none can be read", async () => {
    const w = world();
    await w.start(alerts(), {}, ({ broker }) => ({
      broker: {
        ...broker,
        consume: (queue, options, onDelivery) =>
          broker.consume(queue, options, (delivery) => onDelivery({ ...delivery, messageId: undefined })),
      },
    }));
    await w.deliver(new TextEncoder().encode("{ not JSON"));
    await w.pass(0.5);
    expect(w.parked().map(({ messageId }) => messageId)).to.deep.equal([""]);
  });
});
