// One example per thing that can happen to a command, which the first lines define; hence the length.

import { expect } from "chai";
import { Unavailable } from "../../errors.ts";
import { beginning, idOf, type Message } from "../../message.ts";
import { command, type Outcome, reaction, refuse } from "../../reaction.ts";
import { submitOnce } from "../../running/submit-once.ts";
import { alertRaised, alerts, stationId, storeWith, tabs, taken, world } from "../../test/world.ts";

const askFor = command<{ readonly stationId: string }>("alerts.ask-for");

const answering = (react: () => Outcome) =>
  alerts(() => ({}), {
    reactions: [reaction(askFor, { reads: ({ stationId: id }) => ({ tab: tabs(id) }), react })],
  });

const ask = (key: string): Message =>
  beginning({
    id: idOf(key),
    type: askFor.type,
    source: "/alerts",
    subject: stationId,
    time: "2026-01-02T18:00:00.000Z",
    data: { stationId },
  });

const waitForever = () => new Promise<never>(() => {});

describe("A command", () => {
  it("is answered when its result is durable", async () => {
    const w = world();
    const running = await w.start(
      answering(() => ({ save: { tab: { seen: ["asked"] } }, reply: { total: 12 } })),
    );
    const result = await running.submit(ask("key-1"), "POST 12");
    expect(result).to.deep.include({ kind: "handled", answer: { digest: "POST 12", reply: { total: 12 } } });
    expect(w.tab()).to.deep.equal({ seen: ["asked"] });
  });

  it("that is repeated gets the same answer, even from another instance", async () => {
    const w = world();
    let answers = 0;
    const service = answering(() => {
      answers += 1;
      return { reply: { answers } };
    });
    const first = await w.start(service, { instance: 1 });
    const second = await w.start(service, { instance: 2 });
    await first.submit(ask("key-1"), "POST 12");
    const again = await second.submit(ask("key-1"), "POST 13");
    expect(again).to.have.property("kind", "duplicate");
    expect(again).to.have.deep.nested.property("earlier.answer", {
      digest: "POST 12",
      reply: { answers: 1 },
    });
  });

  it("that is submitted twice concurrently is handled once", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ reply: {} })));
    const results = await Promise.all([
      running.submit(ask("key-1"), "POST"),
      running.submit(ask("key-1"), "POST"),
    ]);
    expect(results.map(({ kind }) => kind)).to.deep.equal(["handled", "duplicate"]);
  });

  it("that is refused for no particular field has no pointer", () => {
    expect(refuse("closed", "Closed.")).to.deep.equal({ refused: { code: "closed", detail: "Closed." } });
  });

  it("that is refused stays refused", async () => {
    const w = world();
    const running = await w.start(answering(() => refuse("closed", "The kitchen is closed.", "/stationId")));
    const answer = {
      digest: "POST",
      refusal: { code: "closed", detail: "The kitchen is closed.", pointer: "/stationId" },
    };
    const first = await running.submit(ask("key-1"), "POST");
    const again = await running.submit(ask("key-1"), "POST");
    expect(first).to.deep.equal({ kind: "refused", answer, why: "The kitchen is closed." });
    expect(again).to.have.deep.nested.property("earlier.answer", answer);
  });

  it("that fails has no effect, and can be submitted again", async () => {
    const w = world();
    let broken = true;
    const running = await w.start(
      answering(() => {
        if (broken) throw new Error("not now");
        return { reply: {} };
      }),
    );
    const first = await running.submit(ask("key-1"), "POST");
    broken = false;
    const second = await running.submit(ask("key-1"), "POST");
    expect([first.kind, second.kind]).to.deep.equal(["failed", "handled"]);
    expect(w.depth("alerts.retry.1s")).to.equal(0);
  });

  it("is rejected when too many messages wait", async () => {
    const w = world();
    const running = await w.start(
      answering(() => ({ reply: {} })),
      { maxWaiting: 2 },
    );
    const waiting = ["key-1", "key-2", "key-3"].map((key) => running.submit(ask(key), "POST"));
    const thrown = await Promise.race(waiting).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(Unavailable);
    expect(String(thrown)).to.equal("Unavailable: alerts has 2 messages waiting");
    const results = await Promise.allSettled(waiting);
    expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled", "rejected"]);
  });
});

describe("A command, while the store is away", () => {
  const outcomeOf = (submitted: Promise<unknown>) => {
    const outcome: { error?: unknown; at?: number } = {};
    return { outcome, submitted: submitted.catch((error: unknown) => Object.assign(outcome, { error })) };
  };

  it("that already waits is rejected within a second, with a Retry-After", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ reply: {} })));
    w.database.setAway(true);
    const { outcome } = outcomeOf(running.submit(ask("key-1"), "POST"));
    await w.pass(1);
    expect(outcome.error).to.be.instanceOf(Unavailable).and.to.have.property("retryAfterSeconds", 1);
  });

  it("that comes later is rejected at once, with a Retry-After that grows with the outage up to 30 s", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ reply: {} })));
    w.database.setAway(true);
    await w.pass(12.5);
    const early = await running.submit(ask("key-1"), "POST").catch((error: unknown) => error);
    await w.pass(600);
    const late = await running.submit(ask("key-2"), "POST").catch((error: unknown) => error);
    expect(early).to.be.instanceOf(Unavailable).and.to.have.property("retryAfterSeconds").within(11, 13);
    expect(late).to.be.instanceOf(Unavailable).and.to.have.property("retryAfterSeconds", 30);
  });

  it("that was rejected is not handled later, unless it is sent again", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ save: { tab: { seen: ["asked"] } }, reply: {} })));
    w.database.setAway(true);
    const { submitted } = outcomeOf(running.submit(ask("key-1"), "POST"));
    await w.pass(20);
    await submitted;
    w.database.setAway(false);
    await w.pass(20);
    expect(w.tab()).to.equal(undefined);
    expect(await running.submit(ask("key-1"), "POST")).to.have.property("kind", "handled");
    expect(w.tab()).to.deep.equal({ seen: ["asked"] });
  });

  it("whose commit has an unknown result gets its stored answer when it is submitted again", async () => {
    const w = world();
    let deaf = true;
    const running = await w.start(
      answering(() => ({ reply: { total: 12 } })),
      {},
      ({ store }) => ({
        store: storeWith(store, {
          async commit(change) {
            await store.commit(change);
            if (deaf) throw new Unavailable("the answer was lost");
          },
        }),
      }),
    );
    const { outcome, submitted } = outcomeOf(running.submit(ask("key-1"), "POST 12"));
    w.database.setAway(true);
    await w.pass(2);
    await submitted;
    w.database.setAway(false);
    deaf = false;
    await w.pass(6);
    expect(outcome.error).to.be.instanceOf(Unavailable);
    const again = await running.submit(ask("key-1"), "POST 12");
    expect(["handled", "duplicate"]).to.include(again.kind);
    expect(w.database.dump().processed).to.have.length(1);
  });

  it("is answered as usual if the store is back within 500 ms", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ reply: {} })));
    w.database.setAway(true);
    const answer = running.submit(ask("key-1"), "POST");
    await w.pass(0.2);
    w.database.setAway(false);
    await w.pass(1);
    expect(await answer).to.have.property("kind", "handled");
  });

  it("that the service submits to itself at its start waits", async () => {
    const w = world();
    const running = await w.start(answering(() => ({ save: { tab: { seen: ["hired"] } } })));
    w.database.setAway(true);
    const command = { ...ask("key-1"), subject: stationId };
    const submitted = submitOnce(running, command);
    await w.pass(600);
    w.database.setAway(false);
    await w.pass(6);
    await submitted;
    expect(w.tab()).to.deep.equal({ seen: ["hired"] });
  });

  it("takes effect once for each subject, however often it is submitted", async () => {
    const w = world();
    let times = 0;
    const running = await w.start(
      answering(() => {
        times += 1;
        return {};
      }),
    );
    for (const subject of ["north", "south", "north"]) await submitOnce(running, { ...ask("any"), subject });
    expect(times).to.equal(2);
  });

  it("is an error for the service if it fails, which names the command and its subject", async () => {
    const w = world();
    const cause = new Error("the budget is spent");
    const running = await w.start(
      answering(() => {
        throw cause;
      }),
    );
    const failure = await submitOnce(running, ask("key-1")).catch((error: unknown) => error);
    expect(failure).to.include({
      message: `alerts.ask-for of ${stationId} failed: the budget is spent`,
      cause,
    });
  });
});

describe("An instance that stops", () => {
  it("finishes what is under way, publishes it and acknowledges it", async () => {
    const w = world();
    const running = await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.publish(taken("one"), taken("two"));
    await Promise.resolve();
    await Promise.all([running.stop(), w.pass(1)]);
    expect(w.said()).to.have.length(2);
    expect(w.database.dump().outbox).to.deep.equal([]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("takes nothing new: later messages are left to other instances", async () => {
    const w = world();
    const running = await w.start(alerts());
    await Promise.all([running.stop(), w.pass(1)]);
    await w.publish(taken("one"));
    await w.pass(60);
    expect(w.tab()).to.equal(undefined);
    expect(w.depth("alerts.inbox")).to.equal(1);
    const late = await running.submit(ask("key-1"), "POST").catch(({ message }) => message);
    expect(late).to.equal("alerts is stopping");
  });

  it("waits no longer than its limit, and rejects pending commands", async () => {
    const w = world();
    const running = await w.start(alerts(), {}, ({ store }) => ({
      store: { ...store, load: waitForever },
    }));
    const answer = running.submit(ask("key-1"), "POST").catch(({ message }) => message);
    const began = w.seconds();
    let took = 0;
    const stopped = running.stop(3_000).then(() => {
      took = w.seconds() - began;
    });
    await w.pass(5);
    await stopped;
    expect(took).to.equal(3);
    expect(await answer).to.equal("alerts stopped before the command was handled");
  });

  it("leaves unfinished work to another instance, which finishes it", async () => {
    const w = world();
    const first = await w.start(alerts(), { instance: 1 }, ({ store }) => ({
      store: { ...store, load: waitForever },
    }));
    await w.publish(taken("one"));
    await Promise.all([first.stop(1_000), w.pass(1)]);
    await w.connections[0]?.close();
    await w.start(alerts(), { instance: 2 });
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("leaves no callback behind", async () => {
    const w = world();
    const running = await w.start(alerts(() => ({ publish: [alertRaised()] })));
    await w.publish(taken("one"));
    await w.pass(7);
    await Promise.all([running.stop(), w.pass(1)]);
    expect(await w.clock.runToRest({ withinMs: 0 })).to.equal(true);
  });
});
