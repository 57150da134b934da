import { dishes, habits } from "../company/people/habits.ts";
import type { TabCompany } from "./tab-company.ts";

/** Customers who order at a steady rate of virtual time. */
export interface TabTraffic {
  /** @param perMinute orders in a minute of virtual time; 0 ends it */
  setRate(perMinute: number): void;
  isOn(): boolean;
}

export function startTraffic({ clock, record, stage: { customer, random } }: TabCompany): TabTraffic {
  let perMinute = 0;
  let cancel = () => {};
  let guests = 0;

  const draw = <T>(from: readonly T[]): T => {
    const drawn = from[Math.floor(random() * from.length)];
    if (drawn === undefined) throw new Error("cannot draw from an empty list");
    return drawn;
  };

  async function order(): Promise<void> {
    const { card, later } = draw(habits);
    const [restaurantId, dishId] = draw(dishes);
    guests += 1;
    const items = [{ dishId, quantity: 1 + Math.floor(random() * 3) }];
    const laterMs = 20_000 + random() * 60_000;
    const orderId = await customer.places({ restaurantId, items, card, customerId: `guest-${guests}` });
    const act = later === "confirm" ? customer.confirms : later === "cancel" ? customer.cancels : undefined;
    if (act) clock.at(clock.now() + laterMs, () => void act(orderId).catch(() => {}));
  }

  function next(): void {
    if (perMinute === 0) return;
    void order().catch(() => {});
    cancel = clock.at(clock.now() + Math.max(1, Math.round(60_000 / perMinute)), next);
  }

  return {
    setRate(rate) {
      cancel();
      perMinute = rate;
      record({ kind: "traffic", perMinute });
      next();
    },
    isOn: () => perMinute > 0,
  };
}
