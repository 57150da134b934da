import { expect } from "chai";
import type { Principal } from "#messaging/http/auth.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, grace, type RunningOrders, runOrders, staff } from "./running-orders.ts";

describe("POST /orders/{orderId}/cancel", () => {
  let open: RunningOrders;
  beforeEach(async () => {
    open = await runOrders();
  });
  afterEach(async () => open.close());

  const cancel = (orderId: string, as: Principal = ada) => open.post(`/orders/${orderId}/cancel`, { as });

  it("cancels, and tells everyone once, however often it is asked", async () => {
    const orderId = await open.place(ada, "one");

    const first = await cancel(orderId);
    const second = await cancel(orderId);
    await open.clock.advance(1_000);

    expect([first.status, first.body]).to.deep.equal([200, { orderId, status: "cancelled" }]);
    expect([second.status, second.body]).to.deep.equal([200, { orderId, status: "cancelled" }]);
    expect(open.said).to.deep.equal(["orders.order-placed.v1", "orders.order-cancelled.v1"]);
  });

  it("takes an Idempotency-Key, too", async () => {
    const orderId = await open.place(ada, "one");

    const first = await open.post(`/orders/${orderId}/cancel`, { as: ada, key: "two" });
    const second = await open.post(`/orders/${orderId}/cancel`, { as: ada, key: "two" });

    expect([first.status, second.status]).to.deep.equal([200, 200]);
  });

  it("is refused once the food is there", async () => {
    const orderId = await open.place(ada, "one");
    await open.hears(eventMessage("couriers.order-delivered.v1", { orderId, courierId: "marie" }));

    const response = await cancel(orderId);

    expect([response.status, response.body.type]).to.deep.equal([409, "/problems/already-delivered"]);
  });

  it("is refused when the order was cancelled for another reason", async () => {
    const orderId = await open.place(ada, "one");
    await open.hears(eventMessage("payments.payment-declined.v1", { orderId, reason: "card-declined" }));

    const response = await cancel(orderId);

    expect([response.status, response.body.type]).to.deep.equal([409, "/problems/already-cancelled"]);
  });

  it("answers another customer as if there were no such order, and cancels nothing", async () => {
    const orderId = await open.place(ada, "one");

    const response = await cancel(orderId, grace);

    expect([response.status, response.body.type]).to.deep.equal([404, "/problems/unknown-order"]);
    expect((await open.get(`/orders/${orderId}`, ada)).body.status).to.equal("awaiting-payment");
  });

  it("is for customers", async () => {
    const orderId = await open.place(ada, "one");

    expect((await cancel(orderId, staff)).status).to.equal(403);
  });
});
