import { expect } from "chai";
import { watchBreaches } from "../../../../breach-watch.ts";
import type { Action } from "../../../../browser/action.ts";
import { anOrder, diesBeforePublishing, playOut, sessionOf } from "../../../../browser/test/played.ts";
import { ordersOf } from "../../../model/promises/asked.ts";
import { headline } from "../../../model/words.ts";
import { watching, watchingLate } from "../watching.ts";

const priced = "the customer pays the price of a delivered order, and nothing for a cancelled one";
const lostAnswer = { ...anOrder, card: "tok_lost" } as const;

/** #1 is charged twice for want of an idempotency key; #2 is cancelled while it is cooked, and its money kept for want of a refund. */
async function twoHarms() {
  const company = await sessionOf({ without: ["idempotency-key", "refund"] });
  await company.act(lostAnswer);
  await playOut(company);
  await cancelWhileCooking(company);
  return company;
}

async function cancelWhileCooking(company: Awaited<ReturnType<typeof sessionOf>>): Promise<void> {
  const before = new Set(company.log.present.orders.keys());
  await company.act(anOrder);
  const orderId = [...company.log.present.orders.keys()].find((id) => !before.has(id)) ?? "";
  const isCooking = () =>
    company.log.entries.some(
      (entry) =>
        entry.kind === "handled" &&
        entry.service === "restaurants" &&
        entry.message.correlationId === orderId &&
        entry.did.saved.some(({ status }) => status === "cooking"),
    );
  while (!isCooking() && company.next() !== undefined) await company.step();
  await company.act({ do: "cancel", orderId });
  await playOut(company);
}

describe("Two guarantees that are off", () => {
  it("each get their own harm: an order's way leads from what was off to what it did", async () => {
    const { log } = await twoHarms();
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const promise = page.promises.value.find(({ name }) => name === priced);
    expect(promise?.violations).to.have.length(2);
    if (!promise) throw new Error("nothing broke");
    const first = page.tell(promise);
    expect(first.sentence).to.equal(
      "Without idempotency-key, Ada was charged twice for #1: €19.00 instead of €9.50 (the promise broke for 1 more order, too).",
    );
    const way = first.path.flatMap((at) => log.entry(at) ?? []).map(headline);
    expect(way).to.include("idempotency-key is switched off");
    expect(
      first.path.flatMap((at) => log.entry(at) ?? []).filter(({ kind }) => kind === "charge"),
    ).to.have.length(2);
  });

  it("each lead to their harm: the list of promises has every order that was harmed", async () => {
    const { log } = await twoHarms();
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const promise = page.promises.value.find(({ name }) => name === priced);
    if (!promise) throw new Error("nothing broke");
    const orders = ordersOf(log, page.state.value, promise);
    const told = orders.map((orderId) => page.tell(promise, orderId));
    expect(told.map(({ orderId }) => orderId)).to.deep.equal([...log.present.orders.keys()]);
    expect(told.map(({ without }) => without.map(({ name }) => name))).to.deep.equal([
      ["idempotency-key"],
      ["refund"],
    ]);
  });

  it("each lead to their harm, however many violations there are of each order", async () => {
    const company = await sessionOf({ without: ["dedup"] });
    await company.act({ do: "double", on: true });
    for (const order of [anOrder, anOrder, anOrder]) {
      await company.act(order);
      await playOut(company);
    }
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const promise = page.promises.value.find(({ name }) => name === "no message is handled twice");
    if (!promise) throw new Error("nothing broke");
    expect(promise.violations.length).to.be.above(40);
    expect(ordersOf(company.log, page.state.value, promise)).to.deep.equal([
      ...company.log.present.orders.keys(),
    ]);
  });

  it("do not answer for each other: a copy that was ignored charged nobody twice", async () => {
    const company = await sessionOf({ without: ["dedup", "idempotency-key"] });
    const doubling: Action = { do: "double", on: true };
    await company.act(doubling);
    await company.act(lostAnswer);
    const { log } = await playOut(company);
    const { lookAtEnd, page } = watching(log);
    await lookAtEnd();
    const promise = page.promises.value.find(({ name }) => name === "no message is handled twice");
    const told = promise && page.tell(promise);
    expect(told?.without.map(({ name }) => name)).to.deep.equal(["dedup"]);
    expect(told?.sentence).not.to.match(/charged/);
  });
});

describe("A harm for want of a second guarantee", () => {
  it("is told, and stops time, although the same promise is broken for want of the first", async () => {
    const company = await sessionOf({ without: ["idempotency-key"] });
    await company.act(lostAnswer);
    await playOut(company);
    const { look, lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    expect(page.breach.value?.without.map(({ name }) => name)).to.deep.equal(["idempotency-key"]);
    expect(page.promises.value.find(({ name }) => name === priced)?.is).to.equal("broken");

    await company.act({ do: "guarantee", name: "refund", on: false });
    await cancelWhileCooking(company);
    page.player.seek(company.log.end);
    page.player.playing.value = true;
    await look();
    expect(page.breach.value?.sentence).to.match(
      /^Without refund, Ada paid €9\.50 for #2, which was cancelled/,
    );
    expect(page.player.playing.value).to.equal(false);
  });

  it("is not told instead of a harm that lasts, once nobody feels it anymore", async () => {
    const company = await sessionOf({ without: ["refund"] });
    await cancelWhileCooking(company);
    const { lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const kept = /^Without refund, Ada paid €9\.50 for #1, which was cancelled, and never got it back/;
    expect(page.breach.value?.sentence).to.match(kept);

    await company.act({ do: "guarantee", name: "refund", on: true });
    await company.act({ do: "guarantee", name: "outbox", on: false });
    await company.act(diesBeforePublishing);
    await company.act(anOrder);
    await playOut(company);
    await company.act({ do: "start", service: "orders", instance: 1 });
    const orderId = [...company.log.present.orders.keys()].at(-1) ?? "";
    await company.act({ do: "cancel", orderId });
    await playOut(company);
    await lookAtEnd();
    const lost = page.promises.value.find(({ name }) => name === "every consumer handles every event");
    expect(lost?.is).to.equal("broken");
    expect(page.breach.value?.sentence).to.match(kept);
  });

  it("is not told once more, and stops nothing, when a further order is harmed for want of what was told", async () => {
    const company = await twoHarms();
    const { look, lookAtEnd, page } = watching(company.log);
    await lookAtEnd();
    const asked = page.promises.value.find(({ name }) => name === priced);
    if (asked) page.tell(asked);
    await company.act(lostAnswer);
    await playOut(company);
    page.player.seek(company.log.end);
    page.player.playing.value = true;
    await look();
    expect(page.player.playing.value).to.equal(true);
    expect(page.breach.value?.without.map(({ name }) => name)).to.deep.equal(["idempotency-key"]);
  });
});

describe("A page that is opened later", () => {
  it("calls broken what the server calls broken, though its history begins with the money that was kept", async () => {
    const company = await twoHarms();
    const server = watchBreaches(company.log, () => {});
    server.end();
    await server.check(true);
    await company.act(anOrder);
    await playOut(company);
    const { page } = await watchingLate(company.log, server.known);
    const late = page.promises.value.find(({ name }) => name === priced);
    expect(late?.is).to.equal("broken");
    expect(late?.known?.map(({ sentence }) => sentence).join(" ")).to.match(
      /#1: .*refund, Ada paid €9\.50 for #2/,
    );
  });
});
