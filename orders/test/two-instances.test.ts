import { expect } from "chai";
import { cancelOrder } from "#orders/cancel-order.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { ada } from "#tooling/testing/people.ts";
import { type RunningOrders, runOrders } from "./running-orders.ts";

describe("Two instances of orders, at the same moment", () => {
  let service: RunningOrders;
  let orderId: string;
  beforeEach(async () => {
    service = await runOrders();
    orderId = await service.place(ada, "one");
  });
  afterEach(async () => service.close());

  const order = async () => (await service.get(`/orders/${orderId}`, ada)).body;
  const cancel = () => localMessage(cancelOrder, orderId, { orderId, customerId: "ada" });
  const delivered = () => eventMessage("couriers.order-delivered.v1", { orderId, courierId: "marie" });

  it("the cancellation just before the delivery: both are recorded, and the cancellation stands", async () => {
    const [first, second] = await Promise.all([service.submit(cancel()), service.submit(delivered(), 2)]);

    expect([first.kind, second.kind]).to.deep.equal(["handled", "handled"]);
    expect((await order()).status).to.equal("cancelled");
    expect((await order()).history.map(({ what }: { what: string }) => what)).to.deep.equal([
      "order-placed",
      "order-cancelled",
      "order-delivered",
    ]);
  });

  it("the delivery just before the cancellation: the cancellation is refused", async () => {
    const [first, second] = await Promise.all([service.submit(delivered()), service.submit(cancel(), 2)]);

    expect([first.kind, second.kind]).to.deep.equal(["handled", "refused"]);
    expect((await order()).status).to.equal("delivered");
  });

  it("a decline and an expiry: the order is cancelled once", async () => {
    const declined = eventMessage("payments.payment-declined.v1", { orderId, reason: "card-declined" });
    const expired = eventMessage("payments.payment-expired.v1", {
      orderId,
      expiredAt: "2026-01-02T18:15:00.000Z",
    });

    await Promise.all([service.submit(declined), service.submit(expired, 2)]);
    await service.passes(1_000);

    expect(service.published).to.deep.equal(["orders.order-placed.v1", "orders.order-cancelled.v1"]);
  });

  it("one event delivered to both: it is handled once", async () => {
    const results = await Promise.all([service.submit(delivered()), service.submit(delivered(), 2)]);

    expect(results.map(({ kind }) => kind)).to.deep.equal(["handled", "duplicate"]);
  });
});
