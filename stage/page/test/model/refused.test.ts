import { expect } from "chai";
import type { Action } from "../../../browser/action.ts";
import { anOrder, turn } from "../../../browser/test/played.ts";
import { basketOf, progressOf } from "../../../narrative/order-of.ts";
import { createSession } from "../../model/session/session.ts";
import { tabSource } from "../../model/session/tab-source.ts";

/** A page over a company in its tab, in which one thing has been broken. */
async function pageWith(broken: Action) {
  const source = await tabSource({ seed: 1, without: [], actions: [{ at: 0, action: broken }] }, turn);
  const page = createSession(source);
  return {
    page,
    source,
    /** The page shows what happens, until the company is at rest. */
    async playOut(): Promise<void> {
      do await page.player.step();
      while (source.time?.next() !== undefined);
    },
  };
}

const ordersIsDead = { do: "kill", service: "orders", instance: 1 } as const;
const ordersHasNoDatabase = { do: "away", what: "orders" } as const;
const everyMessageTwice = { do: "double", on: true } as const;
const refusal = "orders did not reach its database when it last tried, so the order was not accepted";

describe("An order that is refused, in the tab", () => {
  it("is told at once where no time has to pass", async () => {
    const { page } = await pageWith(ordersIsDead);
    await page.act(anOrder);
    expect(page.notice.value).to.equal("no instance of orders is alive, so the order was not accepted");
  });

  it("is told what its service waits for, if an instance was started while the broker is away", async () => {
    const { page } = await pageWith(ordersIsDead);
    await page.act({ do: "away", what: "broker" });
    await page.act({ do: "start", service: "orders", instance: 1 });
    await page.act(anOrder);
    expect(page.notice.value).to.equal("orders#1 waits for the broker, so the order was not accepted");
  });

  it("is the last one: the page shows the order before it no longer as the one that was placed", async () => {
    const { page } = await pageWith(anOrder);
    await page.act(anOrder);
    expect(page.placed.value).not.to.equal(undefined);
    await page.act(ordersIsDead);
    expect(page.placed.value).not.to.equal(undefined);
    await page.act(anOrder);
    expect(page.placed.value).to.equal(undefined);
  });

  it("is listed with what was asked for, at the prices of the menu", async () => {
    const { page, playOut, source } = await pageWith(ordersHasNoDatabase);
    await page.act({ ...anOrder, quantity: 2 });
    await playOut();
    const { present } = source.log;
    const [order] = present.orders.values();
    expect(order && progressOf(present, order)).to.equal("not accepted");
    expect(order && basketOf(present, order)).to.deep.equal({ dishes: "2 × Pizza Margherita", total: 1_900 });
  });

  it("is listed without a price if the restaurant is unknown", async () => {
    const { playOut, source } = await pageWith({ ...anOrder, restaurantId: "nowhere" });
    await playOut();
    const [order] = source.log.present.orders.values();
    const basket = order && basketOf(source.log.present, order);
    expect(basket).to.deep.equal({ dishes: "1 × margherita", total: undefined });
  });

  it("is told when the company refuses it where time has to pass", async () => {
    const { page, playOut } = await pageWith(ordersHasNoDatabase);
    await page.act(anOrder);
    expect(page.notice.value).to.equal(undefined);
    await playOut();
    expect(page.notice.value).to.equal(refusal);
  });

  it("is told, too, if time was turned back to a moment between the order and its refusal", async () => {
    const { page, playOut, source } = await pageWith(ordersHasNoDatabase);
    await page.act(anOrder);
    const ordered = source.log.end;
    await playOut();
    page.player.seek(ordered);
    await page.act(everyMessageTwice);
    expect(page.notice.value).not.to.equal(refusal);
    await playOut();
    expect(page.notice.value).to.equal(refusal);
  });

  it("is not told once time was turned back to before the order", async () => {
    const { page, playOut, source } = await pageWith(ordersHasNoDatabase);
    await source.time?.step();
    page.player.seek(source.log.end);
    await page.act(anOrder);
    page.player.back();
    await page.act(everyMessageTwice);
    expect(source.log.present.orders.size).to.equal(0);
    await playOut();
    expect(page.notice.value).to.equal(undefined);
  });

  it("is not accepted, in the list as well: a link can name a restaurant that there is not", async () => {
    const { page, playOut } = await pageWith({ ...anOrder, restaurantId: "nowhere" });
    await playOut();
    page.player.seek(page.player.end.value);
    await page.frame(0);
    const [order] = page.state.value.orders.values();
    expect(order && progressOf(page.state.value, order)).to.equal("not accepted");
    expect(order?.notAccepted?.why).to.equal("there is no restaurant nowhere");
  });

  it("is counted once, whether a service heard of it or not, also when the rate of the traffic changes", async () => {
    const { page, source } = await pageWith(ordersIsDead);
    const pass = async (ms: number): Promise<void> => {
      const until = (source.time?.now() ?? 0) + ms;
      while ((source.time?.next() ?? until) < until) await source.time?.step();
      page.player.seek(source.log.end);
    };
    await page.act(anOrder);
    for (const perMinute of [60, 30, 0]) {
      await page.act({ do: "traffic", perMinute });
      await pass(60_000);
    }
    const { present } = source.log;
    expect(present.orders.size, "heard of").to.equal(0);
    expect(present.refusedOrders).to.equal(1 + 60 + 30);

    await page.act({ do: "start", service: "orders", instance: 1 });
    await page.act(ordersHasNoDatabase);
    await page.act(anOrder);
    await pass(60_000);
    expect(source.log.present.orders.size, "heard of").to.equal(1);
    expect(source.log.present.refusedOrders).to.equal(1 + 60 + 30 + 1);
  });

  it("is not told to those who open a link to a later moment", async () => {
    const { page, playOut, source } = await pageWith(ordersHasNoDatabase);
    await page.act(anOrder);
    await playOut();
    const [script, position] = [source.time?.script(), source.log.end];
    expect(script?.actions).to.have.length(2);
    if (script) await page.open({ script, position });
    expect(source.log.end).to.equal(position);
    expect(page.notice.value).to.equal(undefined);
  });
});
