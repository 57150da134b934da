import type { Restaurant } from "../restaurant.ts";

/** A trattoria that is always open, with two dishes and a capacity of two. */
export const trattoria = (overrides: Partial<Restaurant> = {}): Restaurant => ({
  restaurantId: "trattoria-sole",
  name: "Trattoria Sole",
  zone: "center",
  currency: "EUR",
  hours: { opens: "00:00", closes: "00:00" },
  open: true,
  capacity: 2,
  cookingFactor: 0.5,
  dishes: [
    { dishId: "margherita", name: "Pizza Margherita", price: 950, available: true },
    { dishId: "tiramisu", name: "Tiramisu", price: 600, available: true },
  ],
  cooking: [],
  revision: 1,
  ...overrides,
});

/** Ada's order, as the ticket stores it. */
export const ordered = {
  orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
  restaurantId: "trattoria-sole",
  zone: "center",
  address: "12 Rue des Lilas, 2nd floor",
  dishIds: ["margherita", "tiramisu"],
};

export const now = "2026-01-02T18:00:00.000Z";
