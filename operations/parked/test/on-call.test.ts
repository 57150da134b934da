import { expect } from "chai";
import { Unprocessable } from "#messaging/errors.ts";
import { idOf } from "#messaging/message.ts";
import { end, outsideCall, reaction } from "#messaging/reaction.ts";
import { performs } from "#messaging/service.ts";
import { parkedInMemory } from "../memory.ts";
import type { ParkedMessages } from "../parked-messages.ts";
import { orderId, payments, placed, tabs, world } from "./example-service.ts";

const note = { by: "sam", at: "2026-01-02T20:00:00.000Z", why: "it is repaired" };

/** Redrives all messages that payments has parked now. */
async function redriveAll(parked: ParkedMessages): Promise<void> {
  for (const one of await parked.list("payments")) await parked.redrive(one, note);
}

describe("The engineer on call", () => {
  it("sees poison messages and exhausted retries, with all details", async () => {
    const w = world();
    await w.start(
      payments(() => {
        throw new Error("the till is jammed");
      }),
    );
    await w.publish(placed("one"));
    await w.deliver(new TextEncoder().encode("{ not JSON"));
    await w.pass(3_600);
    const [poison, exhausted] = await parkedInMemory(w.broker).list("payments");

    expect(poison).to.include({
      reason: "invalid-json",
      attempts: 1,
      parkedAt: "2026-01-02T18:00:00.000Z",
      type: undefined,
    });
    expect(exhausted).to.include({
      id: idOf("one"),
      type: "orders.order-placed.v1",
      order: orderId,
      reason: "retries-exhausted",
      attempts: 6,
      firstSeen: "2026-01-02T18:00:00.000Z",
      parkedAt: "2026-01-02T18:12:36.000Z",
    });
    expect(exhausted?.headers["x-error-stack"]).to.match(/^Error: the till is jammed\n {4}at /);
  });

  it("redrives a message when the bug is fixed, and it takes effect once, however often it is redriven", async () => {
    const w = world();
    let isBroken = true;
    await w.start(
      payments(() => {
        if (isBroken) throw new Error("the till is jammed");
        return {};
      }),
    );
    await w.publish(placed("one"));
    await w.pass(3_600);
    const parked = parkedInMemory(w.broker);
    const [found] = await parked.list("payments");
    isBroken = false;
    await redriveAll(parked);
    await w.pass(1);
    // A crash between the confirmation and the acknowledgement leaves the message handled and still parked.
    const lies = { exchange: "food.parked", routingKey: "payments" };
    await w.broker.connect("a crash").publish(found ? [{ ...found, ...lies }] : []);
    await redriveAll(parked);
    await w.pass(1);

    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.parked()).to.deep.equal([]);
    expect(w.hopsOf("received").map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3, 4, 5, 6, 1, 1]);
  });

  it("sees who redrove a message too early, and when it was first seen", async () => {
    const w = world();
    await w.start(
      payments(() => {
        throw new Unprocessable("this card belongs to nobody");
      }),
    );
    await w.publish(placed("one"));
    await w.pass(60);
    const parked = parkedInMemory(w.broker);
    await redriveAll(parked);
    await w.pass(1);
    await redriveAll(parked);
    await w.pass(1);
    const [found] = await parked.list("payments");

    expect(found).to.include({ redriven: 2, firstSeen: "2026-01-02T18:00:00.000Z", reason: "unprocessable" });
    expect(found?.headers).to.include({ "x-redriven-by": "sam", "x-redriven-why": "it is repaired" });
  });

  it("redrives an outside call, which is made again with its key, and its result is handled", async () => {
    const charged = end<{ readonly orderId: string; readonly chargeId: string }>("payments.charged", {
      subject: (data) => data.orderId,
      identity: (data) => data.chargeId,
    });
    const charge = outsideCall<
      { readonly card: string },
      { readonly orderId: string; readonly chargeId: string }
    >("payments.charge", charged);
    const onCharged = reaction(charged, {
      reads: (data) => ({ tab: tabs(data.orderId) }),
      react: ({ tab }, { data }) => ({ save: { tab: { seen: [...(tab?.seen ?? []), data.chargeId] } } }),
    });
    const keys: string[] = [];
    let isWrong = true;
    const performers = [
      performs(charge, async (_, { key }) => {
        keys.push(key);
        if (isWrong) throw new Unprocessable("the provider answered 422");
        return { orderId, chargeId: "ch_1" };
      }),
    ];
    const w = world();
    const calling = payments(() => ({ call: [charge.with("charge-1", { card: "tok_ok" })] }), {
      reactions: [onCharged],
      calls: [charge],
    });
    await w.start(calling, {}, () => ({ performers }));
    await w.publish(placed("one"));
    await w.pass(1);
    const parked = parkedInMemory(w.broker);
    const [call] = await parked.list("payments");
    isWrong = false;
    await (call && parked.redrive(call, note));
    await w.pass(1);
    await w.redrive(call?.body ?? new Uint8Array());
    await w.pass(1);

    expect(call).to.include({ type: "payments.charge", reason: "unprocessable", order: orderId });
    expect(keys).to.deep.equal(["charge-1", "charge-1"]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), "ch_1"] });
    expect(w.hopsOf("duplicate")).to.have.length(1);
  });
});
