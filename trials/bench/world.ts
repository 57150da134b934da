import type { Employment } from "#couriers/courier.ts";
import type { Outgoing } from "#notifications/sender.ts";
import type { PlaceOrder } from "#orders/place-order.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import type { NewRestaurant } from "#restaurants/restaurant.ts";

/** No waiting times: no cooking, no travel, and payments that do not expire. */
export const times = { paymentExpiryMs: 900_000, cookingMs: 0, travelMs: 0, giveUpMs: 600_000 };

const zones = ["north", "east", "south", "west", "center", "harbour", "station", "park"];

/** Eight kitchens with unlimited capacity, so that no order is refused. */
export const kitchens: readonly NewRestaurant[] = zones.map((zone) => ({
  restaurantId: `kitchen-${zone}`,
  name: `Kitchen ${zone}`,
  zone,
  currency: "EUR",
  hours: { opens: "00:00", closes: "00:00" },
  open: true,
  capacity: 1_000_000,
  cookingFactor: 1,
  dishes: [
    { dishId: "soup", name: "Soup of the day", price: 650, available: true },
    { dishId: "pasta", name: "Pasta al forno", price: 1150, available: true },
    { dishId: "cake", name: "Apple cake", price: 480, available: true },
  ],
}));

/** Forty couriers per kitchen; an order waits if none is free. */
export const riders: readonly Employment[] = zones.flatMap((zone) =>
  Array.from({ length: 40 }, (_, i) => ({
    courierId: `rider-${zone}-${i}`,
    name: `Rider ${zone} ${i}`,
    zone,
  })),
);

/** The nth order, without its customer: two items, from the kitchens in turn. */
export const wanted = (nth: number): Omit<PlaceOrder, "orderId" | "customer"> => ({
  restaurantId: kitchens[nth % kitchens.length]?.restaurantId ?? "",
  items: [
    { dishId: "pasta", quantity: 2 },
    { dishId: "cake", quantity: 1 },
  ],
  card: "tok_ok",
  address: "12 Ballet Lane, second floor",
});

/** A provider that approves at once and stores nothing: only our own software is measured. */
export const provider: PaymentProvider = {
  charge: async ({ orderId }) => ({ orderId, chargeId: `ch_${orderId}`, status: "succeeded" }),
  confirm: async ({ orderId, chargeId }) => ({ orderId, chargeId, status: "succeeded" }),
  refund: async ({ orderId, chargeId }) => ({ orderId, chargeId, refundId: `re_${orderId}` }),
};

/** A sender that accepts everything at once and stores nothing. */
export const sender = { send: async (_: Outgoing): Promise<void> => {} };
