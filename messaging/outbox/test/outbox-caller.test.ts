// One example per way in which an outside call can end; hence the length.

import { expect } from "chai";
import { TryLater, Unavailable, Unprocessable } from "../../errors.ts";
import { idOf, type Message } from "../../message.ts";
import { end, ended, outsideCall, reaction } from "../../reaction.ts";
import type { RunOptions } from "../../running/run-service.ts";
import { type CallContext, performs } from "../../service.ts";
import { alerts, stationId, storeWith, tabs, taken, world } from "../../test/world.ts";

interface Rung {
  readonly stationId: string;
  readonly ringId: string;
}

const rung = end<Rung>("alerts.rung", {
  subject: (data) => data.stationId,
  identity: (data) => data.ringId,
});
const ring = outsideCall<{ readonly phone: string }, Rung>("alerts.ring", rung);

const onCharged = reaction(rung, {
  reads: (data) => ({ tab: tabs(data.stationId) }),
  react: ({ tab }, { data }) => ({
    save: { tab: { seen: [...(tab?.seen ?? []), data.ringId], status: "paid" } },
  }),
});

const charging = () =>
  alerts(({ seen }) => ({ call: [ring.with(`ring-${seen.length}`, { phone: "555" })] }), {
    reactions: [onCharged],
    calls: [ring],
  });

type Provider = (request: { readonly phone: string }, context: CallContext) => Promise<Rung>;

/** Starts the example service with a function as its provider; records the time and key of each call. */
async function withProvider(provider: Provider, options: RunOptions = {}, w = world()) {
  const asked: { at: number; key: string }[] = [];
  const performers = [
    performs(ring, (request, context) => {
      asked.push({ at: w.seconds(), key: context.key });
      return provider(request, context);
    }),
  ];
  const running = await w.start(charging(), options, () => ({ performers }));
  return { ...w, asked, running };
}

const down: Provider = async () => {
  throw new Error("503");
};

describe("An outside call", () => {
  it("is made after the commit, and its result returns as a message", async () => {
    const w = await withProvider(async (request) => ({ stationId, ringId: `ring_for_${request.phone}` }));
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.asked).to.deep.equal([{ at: 0, key: "ring-1" }]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), "ring_for_555"], status: "paid" });
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("is not made if the commit fails", async () => {
    const w = world();
    w.database.setAway(true);
    const { asked } = await withProvider(async () => ({ stationId, ringId: "ring_1" }), {}, w);
    await w.publish(taken("one"));
    await w.pass(60);
    expect(asked).to.deep.equal([]);
  });

  it("is retried no sooner than the other side asks, but after at most five minutes", async () => {
    const waits = [30_000, 0, 3_600_000];
    const w = await withProvider(async () => {
      const afterMs = waits.shift();
      if (afterMs === undefined) return { stationId, ringId: "ring_1" };
      throw new TryLater("429", afterMs);
    });
    await w.publish(taken("one"));
    await w.pass(600);
    expect(w.asked.map(({ at }) => at)).to.deep.equal([0, 30, 31.5, 331.5]);
  });

  it("is retried after a failure with the same key and exponential backoff, at least every minute", async () => {
    const w = await withProvider(down);
    await w.publish(taken("one"));
    await w.pass(300);
    expect(new Set(w.asked.map(({ key }) => key))).to.deep.equal(new Set(["ring-1"]));
    expect(w.asked.map(({ at }) => at)).to.deep.equal([
      0, 0.75, 2.25, 5.25, 11.25, 23.25, 47.25, 92.25, 137.25, 182.25, 227.25, 272.25,
    ]);
    expect(w.hopsOf("call").map(({ attempt }) => attempt)).to.deep.equal([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(w.parked()).to.deep.equal([]);
  });

  it("succeeds once the other side has recovered", async () => {
    const w = world();
    await withProvider(
      async () => {
        if (w.seconds() < 60) throw new Error("503");
        return { stationId, ringId: "ring_1" };
      },
      {},
      w,
    );
    await w.publish(taken("one"));
    await w.pass(120);
    expect(w.tab()).to.have.property("status", "paid");
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("is aborted at its timeout, and retried", async () => {
    const reasons: unknown[] = [];
    const w = await withProvider(
      (_, { signal }) =>
        new Promise<never>(() => {
          signal.addEventListener("abort", () => reasons.push(signal.reason));
        }),
      { callTimeoutMs: 2_000 },
    );
    await w.publish(taken("one"));
    await w.pass(4);
    expect(w.asked.map(({ at }) => at)).to.deep.equal([0, 2.75]);
    expect(reasons.map(String)).to.deep.equal(["Error: alerts.ring: no answer within 2000 ms"]);
  });

  it("is made by another instance after a crash, with the same key", async () => {
    const w = await withProvider(() => new Promise<never>(() => {}));
    await w.publish(taken("one"));
    await w.pass(1);
    await w.crash(w.running, 1);
    const second = await withProvider(async () => ({ stationId, ringId: "ring_1" }), { instance: 2 }, w);
    await w.pass(60);
    expect(second.asked.map(({ key }) => key)).to.deep.equal(["ring-1"]);
    expect(second.asked[0]?.at).to.be.within(30, 36);
    expect(w.tab()).to.have.property("status", "paid");
  });

  it("and a webhook that reports the same result are one message", async () => {
    const w = await withProvider(async () => ({ stationId, ringId: "ring_1" }));
    await w.publish(taken("one"));
    await w.pass(1);
    const webhook = ended(rung, { stationId, ringId: "ring_1" });
    const message: Message = { ...taken("one"), ...webhook, source: "/alerts" };
    const result = await w.running.submit(message, "webhook");
    expect(result.kind).to.equal("duplicate");
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), "ring_1"], status: "paid" });
  });

  it("ends correctly if the webhook arrives before the response", async () => {
    const w = world();
    const { running } = await withProvider(
      async () => {
        await w.takes(3_000);
        return { stationId, ringId: "ring_1" };
      },
      {},
      w,
    );
    await w.publish(taken("one"));
    await w.pass(1);
    const webhook = ended(rung, { stationId, ringId: "ring_1" });
    await running.submit({ ...taken("one"), ...webhook, source: "/alerts" }, "webhook");
    await w.pass(5);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), "ring_1"], status: "paid" });
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("is not aborted once it was answered", async () => {
    let given: AbortSignal | undefined;
    const w = await withProvider(
      async (_, { signal }) => {
        given = signal;
        return { stationId, ringId: "ring_1" };
      },
      { callTimeoutMs: 2_000 },
    );
    await w.publish(taken("one"));
    await w.pass(10);
    expect(given?.aborted).to.equal(false);
  });

  it("is retried when its lease of 30 s expires, if it could not be postponed", async () => {
    const w = world();
    const asked: number[] = [];
    const performers = [
      performs(ring, async () => {
        asked.push(w.seconds());
        if (asked.length === 1) throw new Error("503");
        return { stationId, ringId: "ring_1" };
      }),
    ];
    const running = await w.start(charging(), {}, ({ store }) => ({
      performers,
      store: storeWith(store, { postpone: () => Promise.reject(new Unavailable("no primary")) }),
    }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    await w.pass(60);
    expect(running.troubles()).to.deep.equal([]);
    expect(asked[1]).to.be.within(30, 36);
    expect(w.hopsOf("waiting").map((hop) => [hop.for, hop.why])).to.deep.equal([["store", "no primary"]]);
    expect(w.tab()).to.have.property("status", "paid");
  });

  it("is completed before its instance stops", async () => {
    const w = world();
    const { running } = await withProvider(
      async () => {
        await w.takes(3_000);
        return { stationId, ringId: "ring_1" };
      },
      {},
      w,
    );
    await w.publish(taken("one"));
    await w.pass(1);
    const stopped = running.stop().then(() => w.seconds());
    await w.pass(9);
    expect(await stopped).to.equal(3);
    expect(w.tab()).to.have.property("status", "paid");
  });

  it("is aborted when the instance stops waiting, and left unchanged to another one", async () => {
    const reasons: string[] = [];
    const w = await withProvider(
      (_, { signal }) =>
        new Promise<never>((_, reject) => {
          signal.addEventListener("abort", () => {
            reasons.push(String(signal.reason));
            reject(signal.reason);
          });
        }),
    );
    await w.publish(taken("one"));
    await w.pass(1);
    const [before] = w.database.dump().outbox;
    await Promise.all([w.running.stop(2_000), w.pass(5)]);
    expect(reasons).to.deep.equal(["Error: this instance is stopping"]);
    expect(w.database.dump().outbox).to.deep.equal([before]);
  });

  it("runs concurrently with at most 63 others", async () => {
    const w = await withProvider(() => new Promise<never>(() => {}));
    await w.publish(...Array.from({ length: 100 }, (_, i) => taken(`m-${i}`)));
    await w.pass(1);
    expect(w.asked).to.have.length(64);
  });
});

describe("The result of a call", () => {
  it("is one message for each distinct result", () => {
    const [first, again, second] = ["ring_1", "ring_1", "ring_2"].map(
      (ringId) => ended(rung, { stationId, ringId }).id,
    );
    expect(again).to.equal(first);
    expect(second).not.to.equal(first);
  });
});

describe("Calls abandoned by a crash", () => {
  it("are all claimed in one sweep, even more than 200", async () => {
    const w = world();
    const many = alerts(
      () => ({ call: Array.from({ length: 450 }, (_, i) => ring.with(`ring-${i}`, { phone: "555" })) }),
      { reactions: [onCharged], calls: [ring] },
    );
    const first = await w.start(many, { instance: 1 }, () => ({
      performers: [performs(ring, () => new Promise<never>(() => {}))],
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    await w.crash(first, 1);
    await w.pass(60);
    const keys = new Set<string>();
    const answers: Provider = async (_, { key }) => {
      keys.add(key);
      return { stationId, ringId: key };
    };
    await w.start(many, { instance: 2 }, () => ({ performers: [performs(ring, answers)] }));
    await w.pass(0.5);
    expect(keys.size).to.equal(450);
  });
});

describe("A call that can never succeed", () => {
  const refusing: Provider = async () => {
    throw new Unprocessable("the provider answers 422: no such card");
  };

  it("is parked at once, with its key and its request", async () => {
    const w = await withProvider(refusing);
    await w.publish(taken("one"));
    await w.pass(60);
    const [parked] = w.parked();
    expect(w.asked).to.have.length(1);
    expect(parked?.headers).to.include({
      "x-reason": "unprocessable",
      "x-error": "the provider answers 422: no such card",
    });
    const body = JSON.parse(new TextDecoder().decode(parked?.body));
    expect(body).to.deep.include({
      type: "alerts.ring",
      subject: stationId,
      causationid: idOf("one"),
      data: { key: "ring-1", request: { phone: "555" } },
    });
    expect(w.database.dump().outbox).to.deep.equal([]);
  });

  it("is made again with the same key after a redrive", async () => {
    const w = world();
    let wrong = true;
    const { asked } = await withProvider(
      async () => {
        if (wrong) throw new Unprocessable("misconfigured");
        return { stationId, ringId: "ring_1" };
      },
      {},
      w,
    );
    await w.publish(taken("one"));
    await w.pass(1);
    wrong = false;
    await w.redrive(w.parked()[0]?.body ?? new Uint8Array());
    await w.pass(1);
    expect(asked.map(({ key }) => key)).to.deep.equal(["ring-1", "ring-1"]);
    expect(w.tab()).to.have.property("status", "paid");
    expect(w.parked()).to.have.length(1);
  });

  it("is parked if no performer exists", async () => {
    const w = world();
    await w.start(charging());
    await w.publish(taken("one"));
    await w.pass(1);
    expect(w.parked()[0]?.headers["x-error"]).to.equal("alerts has nothing that performs alerts.ring");
  });
});

describe("The result of a call that cannot be handled yet", () => {
  it("goes through the retry tiers like any message, and is then handled", async () => {
    const w = world();
    let broken = true;
    const fragile = reaction(rung, {
      reads: (data) => ({ tab: tabs(data.stationId) }),
      react: ({ tab }) => {
        if (broken) throw new Error("not now");
        return { save: { tab: { seen: tab?.seen ?? [], status: "paid" } } };
      },
    });
    const what = alerts(() => ({ call: [ring.with("ring-1", { phone: "555" })] }), {
      reactions: [fragile],
      calls: [ring],
    });
    const performers = [performs(ring, async () => ({ stationId, ringId: "ring_1" }))];
    await w.start(what, {}, () => ({ performers }));
    await w.publish(taken("one"));
    await w.pass(3);
    broken = false;
    await w.pass(60);
    expect(w.parked()).to.deep.equal([]);
    expect(w.tab()).to.have.property("status", "paid");
  });
});
