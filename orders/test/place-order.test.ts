import { expect } from "chai";
import { orderIdOf } from "#orders/place-order.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { published, saved } from "./given.ts";
import { menu, place, request } from "./placing.ts";

describe("A customer places an order", () => {
  it("is priced by our copy of the menu, saved without the card, and published", () => {
    const outcome = place(request);

    expect(outcome).to.deep.equal({
      save: {
        order: {
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
          placedAt: "2026-01-02T18:30:00.000Z",
          status: "awaiting-payment",
          history: [{ what: "order-placed", at: "2026-01-02T18:30:00.000Z", by: "customer" }],
        },
      },
      publish: [
        {
          type: "orders.order-placed.v1",
          subject: orderId,
          data: {
            orderId,
            customer: { customerId: "ada", name: "Ada Lovelace", email: "ada@example.com" },
            restaurantId: "trattoria-sole",
            zone: "center",
            items: [
              { dishId: "margherita", name: "Pizza Margherita", quantity: 2, unitPrice: 950 },
              { dishId: "tiramisu", name: "Tiramisu", quantity: 1, unitPrice: 600 },
            ],
            total: { amount: 2500, currency: "EUR" },
            card: "tok_ok",
            address: "12 Rue des Lilas, 2nd floor",
          },
        },
      ],
      reply: { orderId, status: "awaiting-payment", total: { amount: 2500, currency: "EUR" } },
    });
  });

  it("includes the note", () => {
    const outcome = place({ ...request, note: "Please knock." });

    expect(saved(outcome)?.note).to.equal("Please knock.");
    expect(published(outcome)[0]?.data).to.include({ note: "Please knock." });
  });

  it("leaves a dish's availability to the restaurant", () => {
    expect(menu.dishes[1]).to.not.have.property("available");
    expect(saved(place(request))?.status).to.equal("awaiting-payment");
  });

  it("gets the same order id for the same command, and another for another", () => {
    const id = "5b4c1f0e-7a52-4c37-9d0b-5c1a9f6e2d85";
    const other = "0af76519-16cd-43dd-8448-eb211c80319c";

    expect(orderIdOf(id)).to.equal(orderIdOf(id));
    expect(orderIdOf(id)).to.not.equal(orderIdOf(other));
    expect(orderIdOf(id)).to.not.equal(id);
  });
});
