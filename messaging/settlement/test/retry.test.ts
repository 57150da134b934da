// One example per rule of a message that fails; hence the length.

import { expect } from "chai";
import { backoff } from "../../backoff.ts";
import { NotConfirmed, Unprocessable } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { notYet, reaction, timer } from "../../reaction.ts";
import { contracts } from "../../test/company.ts";
import { alertRaised, alerts, failingToSettleOnce, stationId, tabs, taken, world } from "../../test/world.ts";
import { encode } from "../../wire/envelope.ts";
import { attemptOf } from "../failure-headers.ts";

const failing = () => {
  throw new Error("the price list is upside down");
};

describe("A message that fails", () => {
  it("is retried after 1 s, 5 s, 30 s, 2 min and 10 min, and is then parked", async () => {
    const w = world();
    await w.start(alerts(failing));
    await w.publish(taken("one"));
    await w.pass(3_600);
    const began = Date.parse("2026-01-02T18:00:00.000Z");
    expect(w.hopsOf("received").map(({ at, attempt }) => [(at - began) / 1_000, attempt])).to.deep.equal([
      [0, 1],
      [1, 2],
      [6, 3],
      [36, 4],
      [156, 5],
      [756, 6],
    ]);
    expect(w.hopsOf("retried").map(({ tier, attempt }) => [tier, attempt])).to.deep.equal([
      ["1s", 2],
      ["5s", 3],
      ["30s", 4],
      ["2m", 5],
      ["10m", 6],
    ]);
    expect(w.hopsOf("parked").map(({ reason, why }) => [reason, why])).to.deep.equal([
      ["retries-exhausted", "the price list is upside down"],
    ]);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("moves on, whatever its reaction throws, even without a text; it delays no other message", async () => {
    const thrown = [
      Object.create(null),
      Object.assign(new Error(), { message: { not: "a text" }, stack: 7 }),
    ];
    const w = world();
    const throwing = () => {
      throw thrown.shift();
    };
    await w.start(alerts((tab) => (tab.seen.length > 0 && thrown.length > 0 ? throwing() : {})));
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.pass(2);
    expect(w.hopsOf("retried")).to.have.length(2);
    expect(w.tab()).to.have.property("seen").with.length(3);
    expect(w.depth("alerts.inbox")).to.equal(0);
  });

  it("is parked with everything the person on call needs to know", async () => {
    const w = world();
    await w.start(alerts(failing));
    await w.publish(taken("one"));
    await w.pass(3_600);
    const [parked] = w.parked();
    expect(parked).to.include({ messageId: idOf("one"), exchange: "weather.parked", routingKey: "alerts" });
    expect(parked?.headers).to.include({
      "x-service": "alerts",
      "x-reason": "retries-exhausted",
      "x-attempt": 6,
      "x-first-seen": "2026-01-02T18:00:00.000Z",
      "x-parked-at": "2026-01-02T18:12:36.000Z",
      "x-error": "the price list is upside down",
    });
    expect(parked?.headers["x-error-stack"]).to.match(/^Error: the price list is upside down\n/);
    expect(JSON.parse(new TextDecoder().decode(parked?.body))).to.include({
      id: idOf("one"),
      subject: stationId,
    });
  });

  it("has no effect, while the rest of its batch is committed", async () => {
    const w = world();
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.start(
      alerts((_, { id }) => {
        if (id === idOf("two")) throw new Error("not this one");
        return { publish: [alertRaised()] };
      }),
    );
    await w.pass(0.5);
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([3]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three")] });
    expect(w.said().map((message) => Object(message).causationid)).to.deep.equal([
      idOf("one"),
      idOf("three"),
    ]);
    expect(w.database.dump().processed.map(({ id }) => id)).to.deep.equal([idOf("one"), idOf("three")]);
    expect(w.depth("alerts.retry.1s")).to.equal(1);
  });

  it("is handled once it succeeds", async () => {
    const w = world();
    await w.start(alerts((_, __, now) => (now < "2026-01-02T18:00:06.000Z" ? notYet("too early") : {})));
    await w.publish(taken("one"));
    await w.pass(60);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.hopsOf("retried").map(({ why }) => why)).to.deep.equal([
      "not yet: too early",
      "not yet: too early",
    ]);
    expect(w.parked()).to.deep.equal([]);
  });

  it("starts again at its first attempt after a redrive, and is handled once", async () => {
    const w = world();
    let broken = true;
    await w.start(alerts(() => (broken ? failing() : {})));
    await w.publish(taken("one"));
    await w.pass(3_600);
    broken = false;
    const body = w.parked()[0]?.body ?? new Uint8Array();
    await w.redrive(body);
    await w.redrive(body);
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.hopsOf("duplicate")).to.have.length(1);
  });

  it("is parked again with the operator's name, if it fails after a redrive", async () => {
    const w = world();
    await w.start(alerts(failing));
    await w.redrive(encode(taken("one"), contracts), {
      "x-redriven": 2,
      "x-redriven-by": "sam",
      "x-redriven-at": "2026-01-02T17:59:00.000Z",
      "x-redriven-why": "the price list was turned over",
    });
    await w.pass(3_600);
    expect(w.parked()[0]?.headers).to.include({
      "x-attempt": 6,
      "x-redriven": 2,
      "x-redriven-by": "sam",
      "x-redriven-at": "2026-01-02T17:59:00.000Z",
      "x-redriven-why": "the price list was turned over",
    });
  });

  it("truncates a long error", async () => {
    const w = world();
    await w.start(
      alerts(() => {
        throw new Unprocessable("x".repeat(100_000));
      }),
    );
    await w.publish(taken("one"));
    await w.pass(1);
    const headers = w.parked()[0]?.headers;
    expect([String(headers?.["x-error"]).length, String(headers?.["x-error-stack"]).length]).to.deep.equal([
      1_000, 4_000,
    ]);
  });
});

describe("A header written by another program", () => {
  it("is truncated, so that all headers together stay small", async () => {
    const w = world();
    await w.start(alerts(failing));
    const long = "x".repeat(100_000);
    await w.redrive(encode(taken("one"), contracts), {
      "x-attempt": 6,
      "x-first-seen": long,
      "x-redriven-why": long,
    });
    await w.pass(1);
    const headers = w.parked()[0]?.headers;
    expect(headers?.["x-first-seen"]).to.equal("x".repeat(30));
    expect(headers?.["x-redriven-why"]).to.equal("x".repeat(300));
  });

  it("is not invented if it is missing", async () => {
    const w = world();
    await w.start(alerts(failing));
    await w.redrive(encode(taken("one"), contracts), { "x-attempt": 6 });
    await w.pass(1);
    expect(Object.keys(w.parked()[0]?.headers ?? {})).to.have.members([
      "x-service",
      "x-reason",
      "x-attempt",
      "x-first-seen",
      "x-parked-at",
      "x-error",
      "x-error-stack",
    ]);
  });
});

describe("A message that moves on", () => {
  it("is published again until it is confirmed; confirmed ones are not published again", async () => {
    const w = world();
    const moved: string[][] = [];
    await w.publish(taken("one"), taken("two"));
    await w.start(alerts(failing), {}, ({ broker }) => ({
      broker: {
        ...broker,
        async publish(publications) {
          moved.push(publications.map(({ messageId }) => messageId));
          if (moved.length > 1) return broker.publish(publications);
          const [first, ...rest] = publications;
          if (first) await broker.publish([first]);
          throw new NotConfirmed(rest.map((publication) => ({ publication, why: "unknown" })));
        },
      },
    }));
    await w.pass(0.5);
    expect(moved).to.deep.equal([[idOf("one"), idOf("two")], [idOf("two")]]);
    expect(w.depth("alerts.retry.1s")).to.equal(2);
    expect(w.depth("alerts.inbox")).to.equal(0);
    expect(w.hopsOf("waiting").map((hop) => [hop.for, hop.why])).to.deep.equal([
      ["broker", "1 publication was not confirmed, the first to alerts.retry (1s): unknown"],
    ]);
  });

  it("is published again as a whole if the confirmed part is unknown", async () => {
    const w = world();
    const moved: number[] = [];
    await w.publish(taken("one"), taken("two"));
    await w.start(alerts(failing), {}, ({ broker }) => ({
      broker: {
        ...broker,
        async publish(publications) {
          moved.push(publications.length);
          if (moved.length === 1) throw new Error("socket hang up");
          await broker.publish(publications);
        },
      },
    }));
    await w.pass(0.5);
    expect(moved).to.deep.equal([2, 2]);
    expect(w.depth("alerts.retry.1s")).to.equal(2);
  });

  it("is completed before its instance stops", async () => {
    const w = world();
    const running = await w.start(alerts(failing), {}, ({ broker }) => ({
      broker: w.slow(broker, 2_000),
    }));
    await w.publish(taken("one"));
    await w.pass(0.5);
    const stopped = running.stop().then(() => w.seconds());
    await w.pass(9);
    expect(await stopped).to.equal(2);
    expect(w.broker.queue("alerts.inbox").unacked).to.equal(0);
  });
});

describe("A message that could not move on before its instance stopped", () => {
  it("is not acknowledged: another instance gets it", async () => {
    const w = world();
    const running = await w.start(alerts(failing), { instance: 1 }, ({ broker }) => ({
      broker: { ...broker, publish: () => Promise.reject(new Error("the exchange is gone")) },
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    await Promise.all([running.stop(1_000), w.pass(5)]);
    await w.connections[0]?.close();
    await w.start(alerts(), { instance: 2 });
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });
});

describe("A timer that failed, and could not be settled", () => {
  it("is claimed again when its lease expires, and the store is asked until then whether it is back", async () => {
    const w = world();
    let broken = true;
    const tick = timer<object>("alerts.tick");
    const onTick = reaction(tick, {
      reads: () => ({ tab: tabs(stationId) }),
      react({ tab }) {
        if (broken) throw new Error("not now");
        return { save: { tab: { seen: tab?.seen ?? [], status: "ticked" } } };
      },
    });
    const ticking = alerts((_, __, now) => ({ setTimers: [tick.at(now, stationId, {})] }), {
      reactions: [onTick],
    });
    const running = await w.start(ticking, {}, ({ store }) => ({ store: failingToSettleOnce(store) }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    expect(w.hopsOf("waiting").map((hop) => [hop.for, hop.why])).to.deep.equal([["store", "no primary"]]);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    await w.pass(0.5);
    expect(running.troubles()).to.deep.equal([]);
    broken = false;
    await w.pass(60);
    expect(w.tab()).to.have.property("status", "ticked");
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.database.dump().timers).to.deep.equal([]);
  });
});

describe("The attempt", () => {
  it("is the first if the header is missing or invalid", () => {
    expect(attemptOf({})).to.equal(1);
    expect(attemptOf({ "x-attempt": "many" })).to.equal(1);
    expect(attemptOf({ "x-attempt": 0 })).to.equal(1);
    expect(attemptOf({ "x-attempt": -3 })).to.equal(1);
    expect(attemptOf({ "x-attempt": 1.5 })).to.equal(1);
  });

  it("comes from our own header, a number or a text", () => {
    expect(attemptOf({ "x-attempt": 4 })).to.equal(4);
    expect(attemptOf({ "x-attempt": "4" })).to.equal(4);
  });
});

describe("The wait before trying again", () => {
  it("doubles from 100 ms to 5 s", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => backoff(attempt, 0.999_999));
    expect(waits).to.deep.equal([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it("has jitter over its upper half", () => {
    expect([backoff(3, 0), backoff(3, 0.5), backoff(3, 0.999_999)]).to.deep.equal([200, 300, 400]);
  });
});
