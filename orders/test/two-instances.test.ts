import { expect } from "chai";
import { cancelOrder } from "#orders/cancel-order.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import { ada, type RunningOrders, runOrders } from "./running-orders.ts";

describe("Two instances of orders, in one moment", () => {
  let open: RunningOrders;
  let orderId: string;
  beforeEach(async () => {
    open = await runOrders();
    orderId = await open.place(ada, "one");
  });
  afterEach(async () => open.close());

  const order = async () => (await open.get(`/orders/${orderId}`, ada)).body;
  const cancel = () => localMessage(cancelOrder, orderId, { orderId, customerId: "ada" });
  const delivered = () => eventMessage("couriers.order-delivered.v1", { orderId, courierId: "marie" });

  it("the cancellation a breath before the delivery: both are known, the cancellation stands", async () => {
    const [first, second] = await Promise.all([open.hears(cancel()), open.hearsElsewhere(delivered())]);

    expect([first.kind, second.kind]).to.deep.equal(["handled", "handled"]);
    expect((await order()).status).to.equal("cancelled");
    expect((await order()).history.map(({ what }: { what: string }) => what)).to.deep.equal([
      "order-placed",
      "order-cancelled",
      "order-delivered",
    ]);
  });

  it("the delivery a breath before the cancellation: the cancellation is refused", async () => {
    const [first, second] = await Promise.all([open.hears(delivered()), open.hearsElsewhere(cancel())]);

    expect([first.kind, second.kind]).to.deep.equal(["handled", "refused"]);
    expect((await order()).status).to.equal("delivered");
  });

  it("a decline and an expiry: the order is cancelled once", async () => {
    const declined = eventMessage("payments.payment-declined.v1", { orderId, reason: "card-declined" });
    const expired = eventMessage("payments.payment-expired.v1", {
      orderId,
      expiredAt: "2026-01-02T18:15:00.000Z",
    });

    await Promise.all([open.hears(declined), open.hearsElsewhere(expired)]);
    await open.clock.advance(1_000);

    expect(open.said).to.deep.equal(["orders.order-placed.v1", "orders.order-cancelled.v1"]);
  });

  it("one event delivered to both: it is handled once", async () => {
    const results = await Promise.all([open.hears(delivered()), open.hearsElsewhere(delivered())]);

    expect(results.map(({ kind }) => kind)).to.deep.equal(["handled", "duplicate"]);
  });
});
