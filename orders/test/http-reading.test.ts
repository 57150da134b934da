import { expect } from "chai";
import { samples, orderId as unknownOrderId } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, grace, marie, staff } from "#tooling/testing/people.ts";
import { type RunningOrders, runOrders } from "./running-orders.ts";

describe("GET /orders/{orderId}", () => {
  let service: RunningOrders;
  beforeEach(async () => {
    service = await runOrders();
  });
  afterEach(async () => service.close());

  it("shows the order and its history, without the card", async () => {
    const orderId = await service.place(ada, "one");
    await service.submit(
      eventMessage("payments.payment-succeeded.v1", { ...samples["payments.payment-succeeded.v1"], orderId }),
    );

    const response = await service.get(`/orders/${orderId}`, ada);

    expect(response.status).to.equal(200);
    expect(response.body).to.deep.equal({
      orderId,
      customerId: "ada",
      restaurantId: "trattoria-sole",
      restaurantName: "Trattoria Sole",
      items: [
        { dishId: "margherita", name: "Pizza Margherita", quantity: 2, unitPrice: 950 },
        { dishId: "tiramisu", name: "Tiramisu", quantity: 1, unitPrice: 600 },
      ],
      total: { amount: 2500, currency: "EUR" },
      address: "12 Rue des Lilas, 2nd floor",
      note: "The bell is broken, please knock.",
      placedAt: "2026-01-02T18:00:00.000Z",
      status: "paid",
      history: [
        { what: "order-placed", at: "2026-01-02T18:00:00.000Z", by: "customer" },
        { what: "payment-succeeded", at: "2026-01-02T18:00:00.000Z", by: "payments" },
      ],
    });
  });

  it("answers another customer's order like an unknown one", async () => {
    const orderId = await service.place(ada, "one");
    const others = await service.get(`/orders/${orderId}`, grace);
    const nobodys = await service.get(`/orders/${unknownOrderId}`, grace);

    expect([others.status, others.body.type]).to.deep.equal([404, "/problems/unknown-order"]);
    expect([nobodys.status, nobodys.body.type]).to.deep.equal([404, "/problems/unknown-order"]);
  });

  it("shows staff any order, and couriers none", async () => {
    const orderId = await service.place(ada, "one");

    expect((await service.get(`/orders/${orderId}`, staff)).status).to.equal(200);
    expect((await service.get(`/orders/${orderId}`, marie)).status).to.equal(403);
  });

  it("refuses an invalid id", async () => {
    const response = await service.get("/orders/42", ada);

    expect([response.status, response.body.errors[0].parameter]).to.deep.equal([400, "orderId"]);
  });

  it("answers 503 with Retry-After while the database is down", async () => {
    service.database.setAway(true);

    const response = await service.get(`/orders/${unknownOrderId}`, ada);

    expect([response.status, response.headers["retry-after"]]).to.deep.equal([503, "1"]);
    service.database.setAway(false);
  });
});

describe("GET /orders", () => {
  let service: RunningOrders;
  beforeEach(async () => {
    service = await runOrders();
  });
  afterEach(async () => service.close());

  const idsOf = (body: { orders: { orderId: string }[] }) => body.orders.map(({ orderId }) => orderId);

  it("lists the customer's own orders, the newest first, without histories and cards", async () => {
    const first = await service.place(ada, "one");
    await service.passes(1_000);
    const second = await service.place(ada, "two");
    await service.place(grace, "three");

    const response = await service.get("/orders", ada);

    expect(response.status).to.equal(200);
    expect(idsOf(response.body)).to.deep.equal([second, first]);
    expect(response.text).to.not.include("history").and.not.include("tok_ok");
  });

  it("lists all orders for staff", async () => {
    const adasOrder = await service.place(ada, "one");
    await service.passes(1_000);
    const gracesOrder = await service.place(grace, "two");

    const response = await service.get("/orders", staff);

    expect(idsOf(response.body)).to.deep.equal([gracesOrder, adasOrder]);
  });

  it("limits the number of orders", async () => {
    await service.place(ada, "one");
    await service.passes(1_000);
    const second = await service.place(ada, "two");

    expect(idsOf((await service.get("/orders?limit=1", ada)).body)).to.deep.equal([second]);
  });

  it("refuses limits out of bounds, and unknown parameters", async () => {
    expect((await service.get("/orders?limit=101", ada)).status).to.equal(400);
    expect((await service.get("/orders?limit=0", ada)).status).to.equal(400);
    expect((await service.get("/orders?limit=all", ada)).status).to.equal(400);
    expect((await service.get("/orders?customerId=grace", ada)).status).to.equal(400);
  });
});
