import type { Roster } from "../roster.ts";

export const now = "2026-01-02T18:00:00.000Z";

/** 15 minutes of travel, 10 minutes of waiting, and two orders that may wait. */
export const settings = { travelMs: 900_000, giveUpMs: 600_000, maxWaiting: 2 };

/** The confirmed order of Ada. */
export const confirmed = {
  orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
  zone: "center",
  restaurantName: "Trattoria Sole",
  address: "12 Rue des Lilas, 2nd floor",
};

export const marie = { courierId: "marie", name: "Marie" };
export const jean = { courierId: "jean", name: "Jean" };
/** Marie carries Ada's order. */
export const carried = { ...confirmed, courierId: "marie", courierName: "Marie" };

/** The roster of the center: empty, except for what is given. */
export const center = (given: Partial<Roster> = {}): Roster => ({
  zone: "center",
  couriers: [],
  waiting: [],
  ...given,
});

/** The message to ourselves that assigns Marie to the second order. */
export const assignMarie = {
  type: "couriers.assign",
  name: "couriers.assign/7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a",
  subject: "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a",
  at: now,
  data: { orderId: "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a", courierId: "marie", zone: "center" },
};
