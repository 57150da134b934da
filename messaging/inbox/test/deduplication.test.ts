import { expect } from "chai";
import { idCausedBy, idOf } from "../../message.ts";
import { alertRaised, alerts, stationId, storeWith, taken, world } from "../../test/world.ts";

describe("A message is handled once", () => {
  it("if it is delivered twice", async () => {
    const w = world();
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.publish(taken("one"));
    await w.pass(1);
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.said()).to.have.length(1);
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("if it is delivered twice in one batch", async () => {
    const w = world();
    await w.publish(taken("one"), taken("one"));
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.pass(1);
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([2]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.said()).to.have.length(1);
  });

  it("if the connection is lost before the acknowledgement", async () => {
    const w = world();
    await w.start(alerts(), {}, ({ broker }) => ({
      broker: {
        ...broker,
        consume: (queue, options, onDelivery) =>
          broker.consume(queue, options, (delivery) =>
            onDelivery(
              delivery.redelivered ? delivery : { ...delivery, ack: () => w.connections[0]?.drop() },
            ),
          ),
      },
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.hopsOf("received")).to.have.length(2);
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("if two instances get it at once: the second commit finds it handled", async () => {
    const w = world();
    await w.start(alerts(), { instance: 1 });
    await w.start(alerts(), { instance: 2 });
    await w.publish(taken("one"), taken("one"));
    await w.pass(1);
    expect(w.hopsOf("received").map(({ instance }) => instance)).to.deep.equal([1, 2]);
    expect(w.hopsOf("handled")).to.have.length(1);
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });

  it("and two instances that change one document at once lose no change", async () => {
    const w = world();
    await w.start(alerts(), { instance: 1 });
    await w.start(alerts(), { instance: 2 });
    await w.publish(taken("one"), taken("two"));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two")] });
    const conflicts = w.hopsOf("batch").map((batch) => batch.conflicts);
    expect(conflicts.sort()).to.deep.equal([0, 1]);
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });

  it("if the commit succeeded, but its reply was lost", async () => {
    const w = world();
    let lost = 0;
    await w.start(
      alerts(() => ({ publish: [alertRaised()] })),
      {},
      ({ store }) => ({
        store: storeWith(store, {
          async commit(change) {
            await store.commit(change);
            lost += 1;
            if (lost === 1) throw new Error("socket hang up");
          },
        }),
      }),
    );
    await w.publish(taken("one"));
    await w.pass(20);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.said()).to.have.length(1);
    expect(w.parked()).to.deep.equal([]);
  });

  it("and everything it causes has the same ids in a second reaction", async () => {
    const w = world();
    let outage = true;
    await w.start(
      alerts(() => ({ publish: [alertRaised(), alertRaised()] })),
      {},
      ({ broker }) => ({
        broker: {
          ...broker,
          async publish(publications) {
            await broker.publish(publications);
            if (outage) throw new Error("the confirmation was lost");
          },
        },
      }),
    );
    await w.publish(taken("one"));
    await w.pass(1);
    outage = false;
    await w.pass(10);
    const [first, second] = [0, 1].map((ordinal) => idCausedBy(taken("one"), "alerts", ordinal));
    const said = w.said().map(({ id }) => id);
    expect(said.length).to.be.greaterThan(2);
    expect(new Set(said)).to.deep.equal(new Set([first, second]));
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("and is recorded with its outcome", async () => {
    const w = world();
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.database.dump().processed).to.deep.equal([
      {
        id: idOf("one"),
        type: "stations.reading-taken.v1",
        at: "2026-01-02T18:00:00.000Z",
        outcome: "handled",
        caused: [idCausedBy(taken("one"), "alerts", 0)],
      },
    ]);
  });
});

describe("What a message causes", () => {
  it("carries its trace, correlation id and causation id", async () => {
    const w = world();
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const cause = { ...taken("one"), traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    await w.publish(cause);
    await w.pass(1);
    const id = idCausedBy(cause, "alerts", 0);
    expect(w.said()[0]).to.deep.include({
      specversion: "1.0",
      id,
      source: "/alerts",
      type: "alerts.alert-raised.v1",
      subject: stationId,
      time: "2026-01-02T18:00:00.000Z",
      correlationid: stationId,
      causationid: cause.id,
      sequence: "1",
      traceparent: `00-${trace}-${id.replaceAll("-", "").slice(-16)}-01`,
    });
  });

  it("has the document's version as its sequence", async () => {
    const w = world();
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.pass(1);
    expect(w.said().map(({ sequence }) => String(sequence))).to.deep.equal(["1", "2", "3"]);
  });
});
