// One example per kind of hop; hence the length.

import { expect } from "chai";
import { after as later } from "../../instant.ts";
import { beginning, idCausedBy, idOf } from "../../message.ts";
import { command, end, ignore, outsideCall, reaction, refuse, timer } from "../../reaction.ts";
import { run } from "../../running/run-service.ts";
import { performs } from "../../service.ts";
import { collection } from "../../store.ts";
import { contracts } from "../../test/company.ts";
import { alertRaised, alerts, stationId, storeWith, tabs, taken, world } from "../../test/world.ts";

const expiry = timer<{ readonly stationId: string }>("alerts.expiry");
const rung = end<{ readonly ringId: string }>("alerts.rung", {
  subject: () => stationId,
  identity: ({ ringId }) => ringId,
});
const ring = outsideCall<object, { readonly ringId: string }>("alerts.ring", rung);

/** A reaction with every kind of effect. */
const busy = () =>
  alerts(
    ({ seen }, _, now) => ({
      save: { tab: { seen, status: "begun" } },
      publish: [alertRaised()],
      call: [ring.with("ring-1", {})],
      setTimers: [expiry.at(later(now, 60_000), stationId, { stationId })],
      cancelTimers: ["alerts.reminder/of-nothing"],
    }),
    {
      reactions: [
        reaction(rung, { reads: () => ({}), react: () => ({}) }),
        reaction(expiry, { reads: () => ({}), react: () => ignore("it is paid") }),
      ],
      calls: [ring],
    },
  );

const performers = [performs(ring, async () => ({ ringId: "ring_1" }))];

describe("An observer of a service", () => {
  it("sees each step of each message", async () => {
    const w = world();
    await w.start(busy(), {}, () => ({ performers }));
    await w.publish(taken("one"));
    await w.pass(61);
    const steps = w.hops.map(({ kind, service, instance }) => `${service}#${instance} ${kind}`);
    expect(steps.map((step) => step.replace("alerts#1 ", ""))).to.have.members([
      "received",
      "batch",
      "handled",
      "published",
      "call",
      "batch",
      "handled",
      "timer",
      "batch",
      "ignored",
    ]);
    expect(steps.slice(0, 3)).to.deep.equal(["alerts#1 received", "alerts#1 batch", "alerts#1 handled"]);
    expect(w.hopsOf("published").map(({ again }) => again)).to.deep.equal([false]);
    expect(w.hops.at(-1)).to.deep.include({ kind: "ignored", why: "it is paid" });
    expect(w.parked()).to.deep.equal([]);
  });

  it("sees a reaction before what it leads to", async () => {
    const w = world();
    let seen: readonly string[] = [];
    const watching = performs(ring, async () => {
      seen = w.hops.map(({ kind }) => kind);
      return { ringId: "ring_1" };
    });
    await w.start(busy(), {}, () => ({ performers: [watching] }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(seen).to.deep.equal(["received", "batch", "handled"]);
  });

  it("sees the effects of a message", async () => {
    const w = world();
    await w.start(busy(), {}, () => ({ performers }));
    await w.publish(taken("one"));
    await w.pass(1);
    const did = w.hopsOf("handled")[0]?.did;
    expect(did?.published.map(({ id, type }) => [id, type])).to.deep.equal([
      [idCausedBy(taken("one"), "alerts", 0), "alerts.alert-raised.v1"],
    ]);
    expect(did).to.deep.include({
      saved: [{ key: `tabs/${stationId}`, status: "begun" }],
      called: ["alerts.ring"],
      timersSet: [{ name: expiry.nameFor(stationId), dueAt: Date.parse("2026-01-02T18:01:00.000Z") }],
      timersCancelled: ["alerts.reminder/of-nothing"],
    });
  });

  it("gets a status only if the document has a textual one", async () => {
    const count = command<object>("alerts.count");
    const counts = collection<{ readonly status?: number }>("counts");
    const service = alerts(() => ({}), {
      collections: [counts],
      reactions: [
        reaction(count, {
          reads: () => ({ numbered: counts("a"), without: counts("b") }),
          react: () => ({ save: { numbered: { status: 7 }, without: {} } }),
        }),
      ],
    });
    const w = world();
    const running = await w.start(service);
    await running.submit({ ...taken("count"), type: count.type }, "count");
    expect(w.hopsOf("handled")[0]?.did.saved).to.deep.equal([
      { key: "counts/a", status: undefined },
      { key: "counts/b", status: undefined },
    ]);
    expect(w.hopsOf("handled")[0]?.did.timersCancelled).to.deep.equal([]);
  });

  it("sees the results of commands", async () => {
    const ask = command<{ readonly how: string }>("alerts.ask");
    const answers = reaction(ask, {
      reads: () => ({}),
      react(_, { data }) {
        if (data.how === "refuse") return refuse("no", "No.");
        if (data.how === "fail") throw new Error("broken");
        return {};
      },
    });
    const w = world();
    const running = await w.start(alerts(() => ({}), { reactions: [answers] }));
    const asking = (how: string) =>
      beginning({ ...taken(how), type: ask.type, source: "/alerts", data: { how } });
    for (const how of ["handle", "handle", "refuse", "fail"]) await running.submit(asking(how), how);
    const unknown = await running.submit({ ...asking("what"), type: "alerts.unknown" }, "what");
    expect(unknown).to.include({ kind: "unprocessable", reason: "unknown-type" });
    const seen = w.hops.flatMap((hop) =>
      hop.kind === "batch" || hop.kind === "waiting" ? [] : [[hop.kind, "why" in hop ? hop.why : ""]],
    );
    expect(seen).to.deep.equal([
      ["handled", ""],
      ["duplicate", ""],
      ["refused", "No."],
      ["failed", "broken"],
      ["failed", "alerts has no reaction to alerts.unknown"],
    ]);
  });

  it("sees an unreadable body only as parked", async () => {
    const w = world();
    await w.start(alerts());
    await w.deliver(new TextEncoder().encode("{"));
    await w.pass(1);
    expect(w.hops.map((hop) => [hop.kind, "message" in hop && hop.message])).to.deep.equal([
      ["parked", undefined],
    ]);
    expect(w.parked()[0]?.messageId).to.equal("outside");
  });

  it("sees how long a batch took", async () => {
    const w = world();
    await w.start(alerts(), {}, ({ store }) => ({
      store: storeWith(store, {
        async load(ids, keys) {
          await w.takes(250);
          return store.load(ids, keys);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.hopsOf("batch").map(({ size, tookMs, conflicts }) => [size, tookMs, conflicts])).to.deep.equal([
      [1, 250, 0],
    ]);
  });

  it("sees what it waits for, and why", async () => {
    const w = world();
    await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.pass(1);
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.hopsOf("waiting")[0]).to.deep.include({ for: "store", why: "the memory store is away" });
  });

  it("is optional", async () => {
    const w = world();
    const { clock } = w;
    const running = await run(alerts(), {
      contracts,
      broker: w.broker.connect("unwatched"),
      store: w.database.connect(),
      clock,
    });
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    await Promise.all([running.stop(), w.pass(1)]);
  });
});

describe("Two calls, two performers", () => {
  it("each is made by its own", async () => {
    const other = outsideCall<object, { readonly ringId: string }>("alerts.greet", rung);
    const made: string[] = [];
    const making = (name: string) => async () => {
      made.push(name);
      return { ringId: name };
    };
    const w = world();
    await w.start(
      alerts(() => ({ call: [other.with("a", {}), ring.with("b", {})] }), {
        reactions: [reaction(rung, { reads: () => ({ tab: tabs(stationId) }), react: () => ({}) })],
        calls: [ring, other],
      }),
      {},
      () => ({ performers: [performs(ring, making("ring")), performs(other, making("greet"))] }),
    );
    await w.publish(taken("one"));
    await w.pass(1);
    expect(made).to.deep.equal(["greet", "ring"]);
    expect(w.parked()).to.deep.equal([]);
  });
});
