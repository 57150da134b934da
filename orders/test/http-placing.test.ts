import { expect } from "chai";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { ada, grace, hal, marie, staff } from "#tooling/testing/people.ts";
import { dinner, type RunningOrders, runOrders } from "./running-orders.ts";

describe("POST /orders", () => {
  let service: RunningOrders;
  beforeEach(async () => {
    service = await runOrders();
  });
  afterEach(async () => service.close());

  it("accepts an order: 202, with its location and total", async () => {
    const response = await service.postOnce("/orders", ada, "one").send(dinner);

    const { orderId } = response.body;
    expect(response.status).to.equal(202);
    expect(response.headers.location).to.equal(`/orders/${orderId}`);
    expect(response.body).to.deep.equal({
      orderId,
      status: "awaiting-payment",
      total: { amount: 2500, currency: "EUR" },
    });
  });

  it("publishes order-placed once, however often the request is sent with one key", async () => {
    const first = await service.postOnce("/orders", ada, "one").send(dinner);
    const second = await service.postOnce("/orders", ada, "one").send(dinner);
    await service.passes(1_000);

    expect(second.status).to.equal(202);
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers.location).to.equal(first.headers.location);
    expect(service.published).to.deep.equal(["orders.order-placed.v1"]);
  });

  it("accepts two orders for two keys, and for two customers with one key", async () => {
    const ids = [
      await service.place(ada, "one"),
      await service.place(ada, "two"),
      await service.place(grace, "one"),
    ];

    expect(new Set(ids).size).to.equal(3);
  });

  it("refuses a key that was used for another order", async () => {
    await service.place(ada, "one");

    const response = await service.postOnce("/orders", ada, "one").send({ ...dinner, note: "Sing, please." });

    expect(response.status).to.equal(422);
    expect(response.type).to.equal("application/problem+json");
    expect(response.body.type).to.equal("/problems/idempotency-key-reused");
  });

  it("refuses an order without a key", async () => {
    const response = await service.post("/orders", ada).send(dinner);

    expect(response.status).to.equal(400);
    expect(response.body.type).to.equal("/problems/idempotency-key-missing");
  });

  it("refuses a dish that is not on the menu, and points at it", async () => {
    const items = [{ dishId: "sushi", quantity: 1 }];

    const response = await service.postOnce("/orders", ada, "one").send({ ...dinner, items });

    expect(response.status).to.equal(422);
    expect(response.body).to.deep.include({
      type: "/problems/unknown-dish",
      status: 422,
      errors: [{ detail: "trattoria-sole has no sushi", pointer: "/items/0/dishId" }],
    });
  });

  it("refuses an unknown restaurant, and points at it", async () => {
    const response = await service
      .postOnce("/orders", ada, "one")
      .send({ ...dinner, restaurantId: "atlantis" });

    expect(response.status).to.equal(422);
    expect(response.body.errors).to.deep.equal([
      { detail: "there is no restaurant atlantis", pointer: "/restaurantId" },
    ]);
  });

  it("keeps an order's price when the menu changes", async () => {
    const { name, zone, dishes } = samples["restaurants.menu-changed.v1"];
    const dearer = dishes.map((dish) => ({ ...dish, price: 1000 }));
    const orderId = await service.place(ada, "one");
    await service.submit(
      eventMessage(
        "restaurants.menu-changed.v1",
        { restaurantId: "trattoria-sole", name, zone, currency: "EUR", revision: 2, dishes: dearer },
        { id: "3f2b8c7d-1e4a-4c9b-b6d5-8a7f6e5d4c3b" },
      ),
    );

    const before = await service.get(`/orders/${orderId}`, ada);
    const now = await service.postOnce("/orders", ada, "two").send(dinner);

    expect(before.body.total.amount).to.equal(2500);
    expect(now.body.total.amount).to.equal(3000);
  });

  it("refuses a token with an invalid email address", async () => {
    const response = await service.postOnce("/orders", hal, "one").send(dinner);

    expect([response.status, response.body.detail]).to.deep.equal([
      401,
      "the token lacks a claim: email, an address such as ann@example.org",
    ]);
  });

  it("is refused for staff, for couriers, and without a token", async () => {
    expect((await service.postOnce("/orders", staff, "one").send(dinner)).status).to.equal(403);
    expect((await service.postOnce("/orders", marie, "one").send(dinner)).status).to.equal(403);
    expect((await service.http.post("/orders").send(dinner)).status).to.equal(401);
  });
});
