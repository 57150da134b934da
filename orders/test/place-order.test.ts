import { expect } from "chai";
import fc from "fast-check";
import type { Menu } from "#orders/menu.ts";
import { onPlaceOrder, orderIdOf, type PlaceOrder, placeOrder } from "#orders/place-order.ts";
import { localMessage } from "#test/messages.ts";
import { orderId } from "#test/samples.ts";
import { now, order, published, saved } from "./story.ts";

const menu: Menu = {
  restaurantId: "trattoria-sole",
  name: "Trattoria Sole",
  zone: "center",
  currency: "EUR",
  revision: 1,
  dishes: [
    { dishId: "margherita", name: "Pizza Margherita", price: 950 },
    { dishId: "tiramisu", name: "Tiramisu", price: 600 },
    { dishId: "water", name: "Tap water", price: 0 },
    { dishId: "caviar", name: "Caviar", price: 1_000_000 },
  ],
};

const asked: PlaceOrder = {
  orderId,
  customer: { customerId: "ada", name: "Ada Lovelace", email: "ada@example.com" },
  restaurantId: "trattoria-sole",
  items: [
    { dishId: "margherita", quantity: 2 },
    { dishId: "tiramisu", quantity: 1 },
  ],
  card: "tok_ok",
  address: "12 Rue des Lilas, 2nd floor",
};

const place = (data: PlaceOrder, documents: object = { menu }) =>
  onPlaceOrder.react({ ...documents }, localMessage(placeOrder, orderId, data), { now });

describe("A customer places an order", () => {
  it("prices it by our copy of the menu, keeps it without the card, and tells the others", () => {
    const outcome = place(asked);

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

  it("passes the note on", () => {
    const outcome = place({ ...asked, note: "Please knock." });

    expect(saved(outcome)?.note).to.equal("Please knock.");
    expect(published(outcome)[0]?.data).to.include({ note: "Please knock." });
  });

  it("is refused for a restaurant that we have no menu of", () => {
    expect(place({ ...asked, restaurantId: "atlantis" }, {})).to.deep.equal({
      refused: {
        code: "unknown-restaurant",
        detail: "there is no restaurant atlantis",
        pointer: "/restaurantId",
      },
    });
  });

  it("is refused for a dish that is not on the menu, and points at its line", () => {
    const items = [
      { dishId: "margherita", quantity: 1 },
      { dishId: "sushi", quantity: 1 },
    ];

    expect(place({ ...asked, items })).to.deep.equal({
      refused: {
        code: "unknown-dish",
        detail: "trattoria-sole has no sushi",
        pointer: "/items/1/dishId",
      },
    });
  });

  it("is refused when one dish is on two lines, and points at the second", () => {
    const items = [
      { dishId: "margherita", quantity: 1 },
      { dishId: "tiramisu", quantity: 1 },
      { dishId: "margherita", quantity: 1 },
    ];

    expect(place({ ...asked, items })).to.deep.equal({
      refused: {
        code: "duplicate-dish",
        detail: "margherita is on two lines: make it one",
        pointer: "/items/2/dishId",
      },
    });
  });

  it("is refused when there is nothing to pay, since no card can be charged nothing", () => {
    expect(place({ ...asked, items: [{ dishId: "water", quantity: 2 }] })).to.deep.equal({
      refused: {
        code: "nothing-to-pay",
        detail: "the total is 0: nothing can be charged",
        pointer: "/items",
      },
    });
  });

  it("is refused when the total is one million euros and a bit", () => {
    const items = [
      { dishId: "caviar", quantity: 99 },
      { dishId: "margherita", quantity: 99 },
      { dishId: "tiramisu", quantity: 99 },
    ];
    const dear: Menu = { ...menu, dishes: menu.dishes.map((dish) => ({ ...dish, price: 500_000 })) };

    expect(place({ ...asked, items }, { menu: dear })).to.deep.equal({
      refused: {
        code: "total-too-large",
        detail: "the total is 148500000, and 100000000 is the most",
        pointer: "/items",
      },
    });
  });

  it("takes an order of exactly the most", () => {
    const dear: Menu = {
      ...menu,
      dishes: [
        { dishId: "margherita", name: "Pizza Margherita", price: 1_000_000 },
        { dishId: "tiramisu", name: "Tiramisu", price: 500_000 },
      ],
    };
    const items = [
      { dishId: "margherita", quantity: 98 },
      { dishId: "tiramisu", quantity: 4 },
    ];

    expect(saved(place({ ...asked, items }, { menu: dear }))?.total.amount).to.equal(100_000_000);
  });

  it("is refused when its Idempotency-Key placed an order so long ago that the answer is forgotten", () => {
    expect(place(asked, { menu, order })).to.deep.equal({
      refused: {
        code: "already-placed",
        detail: `this Idempotency-Key placed order ${orderId} long ago`,
      },
    });
  });

  it("leaves it to the restaurant whether a dish is to be had today", () => {
    expect(menu.dishes[1]).to.not.have.property("available");
    expect(saved(place(asked))?.status).to.equal("awaiting-payment");
  });

  it("has the same order id for the same command, and another one for another", () => {
    const id = "5b4c1f0e-7a52-4c37-9d0b-5c1a9f6e2d85";
    const other = "0af76519-16cd-43dd-8448-eb211c80319c";

    expect(orderIdOf(id)).to.equal(orderIdOf(id));
    expect(orderIdOf(id)).to.not.equal(orderIdOf(other));
    expect(orderIdOf(id)).to.not.equal(id);
  });
});

describe("Whatever is ordered", () => {
  const prices = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 50 });

  it("costs exactly the sum of its lines, or is refused", () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 99 }), (each, quantity) => {
        const dishes = each.map((price, i) => ({ dishId: `dish-${i}`, name: `Dish ${i}`, price }));
        const items = dishes.map(({ dishId }) => ({ dishId, quantity }));
        const sum = each.reduce((total, price) => total + BigInt(price) * BigInt(quantity), 0n);

        const outcome = place({ ...asked, items }, { menu: { ...menu, dishes } });

        const isPayable = sum > 0n && sum <= 100_000_000n;
        expect(saved(outcome)?.total.amount).to.equal(isPayable ? Number(sum) : undefined);
        expect("refused" in outcome).to.equal(!isPayable);
      }),
    );
  });
});
