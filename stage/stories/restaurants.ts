import type { FactName } from "#orders/fact.ts";
import type { ToldStory } from "./story.ts";

export const closed: ToldStory = {
  name: "restaurant-closed",
  about: "The restaurant closes before it receives the order: the customer gets a refund.",
  moral: {
    text: "No rollback: each step is compensated. Payments refunds the charge because it consumes the cancellation.",
    question: 68,
    without: "refund",
  },
  needsFaultInjection: false,
  async run({ customer, staff, until }) {
    await staff.changesRestaurant({ restaurantId: "trattoria-sole", open: false });
    await until(await customer.places(), "cancelled");
    await staff.changesRestaurant({ restaurantId: "trattoria-sole", open: true });
  },
};

export const soldOut: ToldStory = {
  name: "dish-sold-out",
  about:
    "The lasagne is sold out when the order arrives: the restaurant rejects it, and the customer gets a refund.",
  moral: {
    text: "A rejection is an event like any other. The kitchen decides by what it knows now, not by what the menu said.",
    question: 68,
  },
  needsFaultInjection: false,
  async run({ customer, staff, until }) {
    const lasagne = { dishId: "lasagne", quantity: 1 };
    await staff.changesRestaurant({
      restaurantId: "trattoria-sole",
      dishes: [{ dishId: "lasagne", available: false }],
    });
    await until(await customer.places({ items: [lasagne] }), "cancelled");
    await staff.changesRestaurant({
      restaurantId: "trattoria-sole",
      dishes: [{ dishId: "lasagne", available: true }],
    });
  },
};

export const overloaded: ToldStory = {
  name: "kitchen-overloaded",
  about: "A kitchen with capacity for one order gets two: it cooks one, and the other is refunded.",
  moral: {
    text: "A full kitchen rejects at once. It cooks the other order on time. Without a limit, both would be late.",
    question: 6,
  },
  needsFaultInjection: false,
  async run({ claim, customer, order, rest, staff }) {
    await staff.changesRestaurant({ restaurantId: "trattoria-sole", capacity: 1 });
    // Placed together, both take the same time to the kitchen. So they meet there on a machine of any speed.
    const placed = await Promise.all([customer.places(), customer.places({ customerId: "grace" })]);
    await rest();
    const histories = await Promise.all(placed.map(async (id) => (await order(id)).history));
    const having = (fact: FactName) =>
      histories.filter((history) => history.some(({ what }) => what === fact));
    claim("the kitchen cooked one order, and it was delivered", having("order-delivered").length === 1);
    claim("the kitchen rejected the other order", having("order-rejected").length === 1);
    await staff.changesRestaurant({ restaurantId: "trattoria-sole", capacity: 500 });
  },
};
