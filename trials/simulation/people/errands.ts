import { demoCouriers } from "#couriers/demo-couriers.ts";
import { setShift } from "#couriers/set-shift.ts";
import type { LocalType } from "#messaging/reaction.ts";
import { changeRestaurant, type RestaurantChange } from "#restaurants/change-restaurant.ts";
import type { Chance } from "../chance.ts";

/** Something that a member of staff does during the history. */
export interface Errand {
  readonly id: string;
  /** Milliseconds after the start of the history. */
  readonly at: number;
  readonly what: Shift | Change;
}

interface Shift {
  readonly to: "couriers";
  readonly courierId: string;
  readonly zone: string;
  readonly onShift: boolean;
}

interface Change {
  readonly to: "restaurants";
  readonly change: RestaurantChange;
}

/** The command that the errand sends. */
export function commandOf({ what }: Errand): {
  readonly type: LocalType<unknown>;
  readonly subject: string;
  readonly data: unknown;
} {
  if (what.to === "restaurants") {
    return { type: changeRestaurant, subject: what.change.restaurantId, data: what.change };
  }
  const { courierId, zone, onShift } = what;
  return { type: setShift, subject: courierId, data: { courierId, zone, onShift } };
}

/** Couriers come and go, restaurants open and close, dishes run out. */
export function drawErrands(draw: Chance): readonly Errand[] {
  const shifts = Array.from({ length: draw.whole(0, 5) }, () => drawShift(draw, true));
  const leaving = Array.from({ length: draw.whole(0, 4) }, () => drawShift(draw, false));
  const changes = Array.from({ length: draw.whole(0, 4) }, () => ({
    at: draw.whole(0, 80_000),
    what: { to: "restaurants", change: drawChange(draw) } as const,
  }));
  return [...shifts, ...leaving, ...changes].map((errand, n) => ({ ...errand, id: `e${n + 1}` }));
}

/** Six couriers per zone: few enough that they can run out. */
export const team = ["center", "north"].flatMap((zone) =>
  demoCouriers.filter((courier) => courier.zone === zone).slice(0, 6),
);

function drawShift(draw: Chance, onShift: boolean) {
  const { courierId, zone } = draw.one(team);
  const at = draw.whole(1_000, 90_000);
  return { at, what: { to: "couriers", courierId, zone, onShift } as const };
}

const drawChange = (draw: Chance): RestaurantChange =>
  draw.one<RestaurantChange>([
    { restaurantId: "trattoria-sole", open: false },
    { restaurantId: "trattoria-sole", open: true },
    { restaurantId: "trattoria-sole", capacity: draw.whole(1, 4) },
    { restaurantId: "green-bowl", dishes: [{ dishId: "falafel-bowl", available: false }] },
    { restaurantId: "green-bowl", dishes: [{ dishId: "falafel-bowl", available: true }] },
    { restaurantId: "bombay-corner", dishes: [{ dishId: "dal-tadka", price: draw.whole(900, 1_200) }] },
  ]);
