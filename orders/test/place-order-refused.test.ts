import { expect } from "chai";
import fc from "fast-check";
import type { Menu } from "#orders/menu.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { asked, menu, place } from "./asking.ts";
import { order, saved } from "./story.ts";

describe("A customer's order", () => {
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

  it("is refused for its first line as for any other", () => {
    expect(place({ ...asked, items: [{ dishId: "sushi", quantity: 1 }] })).to.have.nested.property(
      "refused.pointer",
      "/items/0/dishId",
    );
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
        detail: "margherita is on two lines: combine them",
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
        detail: "the total is 148500000: the maximum is 100000000",
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
        detail: `this Idempotency-Key has already placed order ${orderId}: use a new key`,
      },
    });
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
