import { expect } from "chai";
import { anOrder, turn } from "../../../browser/test/played.ts";
import { createSession } from "../../model/session/session.ts";
import { tabSource } from "../../model/session/tab-source.ts";
import { followedOrders } from "../../model/timeline/followed-orders.ts";

/** A page over a company in a tab, with two orders. */
async function twoOrders() {
  const page = createSession(await tabSource({ seed: 1, without: [], actions: [] }, turn));
  const order = async () => {
    await page.act(anOrder);
    // While time passes, what is shown may be a few frames old.
    page.player.playing.value = false;
  };
  await order();
  await order();
  return { page, order, title: () => followedOrders(page).title };
}

describe("The timeline that stays with an order", () => {
  it("leaves it for an order that is placed by hand, and for nothing else that is done", async () => {
    const { order, page, title } = await twoOrders();
    [page.followed.value] = page.state.value.orders.keys();
    await page.act({ do: "kill", service: "couriers", instance: 1 });
    expect(title()).to.equal("Order #1");
    await order();
    expect(title()).to.equal("Order #3");
  });

  it("stays with it when an order is refused, and with all where all are shown", async () => {
    const { order, page, title } = await twoOrders();
    [page.followed.value] = page.state.value.orders.keys();
    await page.act({ do: "kill", service: "orders", instance: 1 });
    await order();
    expect(title()).to.equal("Order #1");
    page.followed.value = "all";
    await page.act({ do: "start", service: "orders", instance: 1 });
    await order();
    expect(title()).to.match(/^All \d orders$/);
  });
});
