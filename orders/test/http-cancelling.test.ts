import { expect } from "chai";
import type { Principal } from "#messaging/http/request/auth.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, grace, staff } from "#tooling/testing/people.ts";
import { type RunningOrders, runOrders } from "./running-orders.ts";

describe("POST /orders/{orderId}/cancel", () => {
  let service: RunningOrders;
  beforeEach(async () => {
    service = await runOrders();
  });
  afterEach(async () => service.close());

  const cancel = (orderId: string, as: Principal = ada) => service.post(`/orders/${orderId}/cancel`, as);

  it("cancels, and publishes one event, however often it is called", async () => {
    const orderId = await service.place(ada, "one");

    const first = await cancel(orderId);
    const second = await cancel(orderId);
    await service.passes(1_000);

    expect([first.status, first.body]).to.deep.equal([200, { orderId, status: "cancelled" }]);
    expect([second.status, second.body]).to.deep.equal([200, { orderId, status: "cancelled" }]);
    expect(service.published).to.deep.equal(["orders.order-placed.v1", "orders.order-cancelled.v1"]);
  });

  it("accepts an Idempotency-Key, too", async () => {
    const orderId = await service.place(ada, "one");

    const first = await service.postOnce(`/orders/${orderId}/cancel`, ada, "two");
    const second = await service.postOnce(`/orders/${orderId}/cancel`, ada, "two");

    expect([first.status, second.status]).to.deep.equal([200, 200]);
  });

  it("is refused after the delivery", async () => {
    const orderId = await service.place(ada, "one");
    await service.submit(eventMessage("couriers.order-delivered.v1", { orderId, courierId: "marie" }));

    const response = await cancel(orderId);

    expect([response.status, response.body.type]).to.deep.equal([409, "/problems/already-delivered"]);
  });

  it("is refused if the order was cancelled for another reason", async () => {
    const orderId = await service.place(ada, "one");
    await service.submit(eventMessage("payments.payment-declined.v1", { orderId, reason: "card-declined" }));

    const response = await cancel(orderId);

    expect([response.status, response.body.type]).to.deep.equal([409, "/problems/already-cancelled"]);
  });

  it("answers 404 to another customer, and cancels nothing", async () => {
    const orderId = await service.place(ada, "one");

    const response = await cancel(orderId, grace);

    expect([response.status, response.body.type]).to.deep.equal([404, "/problems/unknown-order"]);
    expect((await service.get(`/orders/${orderId}`, ada)).body.status).to.equal("awaiting-payment");
  });

  it("is refused for staff", async () => {
    const orderId = await service.place(ada, "one");

    expect((await cancel(orderId, staff)).status).to.equal(403);
  });
});
