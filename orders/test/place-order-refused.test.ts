import { expect } from "chai";
import fc from "fast-check";
import type { Menu } from "#orders/menu.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { order, saved } from "./given.ts";
import { menu, place, request } from "./placing.ts";

describe("A customer's order", () => {
  it("is refused for a restaurant without a known menu", () => {
    expect(place({ ...request, restaurantId: "atlantis" }, {})).to.deep.equal({
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

    expect(place({ ...request, items })).to.deep.equal({
      refused: {
        code: "unknown-dish",
        detail: "trattoria-sole has no sushi",
        pointer: "/items/1/dishId",
      },
    });
  });

  it("is refused for an unknown dish on the first line", () => {
    expect(place({ ...request, items: [{ dishId: "sushi", quantity: 1 }] })).to.have.nested.property(
      "refused.pointer",
      "/items/0/dishId",
    );
  });

  it("is refused if one dish is on two lines, and points at the second", () => {
    const items = [
      { dishId: "margherita", quantity: 1 },
      { dishId: "tiramisu", quantity: 1 },
      { dishId: "margherita", quantity: 1 },
    ];

    expect(place({ ...request, items })).to.deep.equal({
      refused: {
        code: "duplicate-dish",
        detail: "margherita is on two lines: combine them",
        pointer: "/items/2/dishId",
      },
    });
  });

  it("is refused if the total is 0, because a card cannot be charged 0", () => {
    expect(place({ ...request, items: [{ dishId: "water", quantity: 2 }] })).to.deep.equal({
      refused: {
        code: "nothing-to-pay",
        detail: "the total is 0: nothing can be charged",
        pointer: "/items",
      },
    });
  });

  it("is refused if the total is above one million euros", () => {
    const items = [
      { dishId: "caviar", quantity: 99 },
      { dishId: "margherita", quantity: 99 },
      { dishId: "tiramisu", quantity: 99 },
    ];
    const dear: Menu = { ...menu, dishes: menu.dishes.map((dish) => ({ ...dish, price: 500_000 })) };

    expect(place({ ...request, items }, { menu: dear })).to.deep.equal({
      refused: {
        code: "total-too-large",
        detail: "the total is 148500000: the maximum is 100000000",
        pointer: "/items",
      },
    });
  });

  it("is accepted at exactly the maximum", () => {
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

    expect(saved(place({ ...request, items }, { menu: dear }))?.total.amount).to.equal(100_000_000);
  });

  it("is refused if its Idempotency-Key placed an order so long ago that the response is no longer stored", () => {
    expect(place(request, { menu, order })).to.deep.equal({
      refused: {
        code: "already-placed",
        detail: `this Idempotency-Key has already placed order ${orderId}: use a new key`,
      },
    });
  });
});

describe("Any order", () => {
  const prices = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 50 });

  it("costs exactly the sum of its lines, or is refused", () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 99 }), (each, quantity) => {
        const dishes = each.map((price, i) => ({ dishId: `dish-${i}`, name: `Dish ${i}`, price }));
        const items = dishes.map(({ dishId }) => ({ dishId, quantity }));
        const sum = each.reduce((total, price) => total + BigInt(price) * BigInt(quantity), 0n);

        const outcome = place({ ...request, items }, { menu: { ...menu, dishes } });

        const isPayable = sum > 0n && sum <= 100_000_000n;
        expect(saved(outcome)?.total.amount).to.equal(isPayable ? Number(sum) : undefined);
        expect("refused" in outcome).to.equal(!isPayable);
      }),
    );
  });
});
