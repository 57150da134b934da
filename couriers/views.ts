import type { Delivery } from "./delivery.ts";
import type { Roster } from "./roster.ts";

/** The couriers of a zone, as staff see them. */
export const seenByStaff = ({ zone, couriers }: Roster) => couriers.map((courier) => ({ ...courier, zone }));

/** A delivery as staff and couriers see it. */
export interface DeliveryView {
  readonly orderId: string;
  readonly status: Exclude<Delivery["status"], "ready-first" | "tombstone">;
  readonly zone: string;
  readonly restaurantName: string;
  readonly address: string;
  readonly courier?: { readonly courierId: string; readonly name: string };
  /** Whether the order was cancelled. */
  readonly cancelled: boolean;
}

/** The view of a delivery; undefined until the restaurant has confirmed the order. */
export function deliveryView(delivery: Delivery | undefined): DeliveryView | undefined {
  if (!delivery || delivery.status === "ready-first" || delivery.status === "tombstone") return undefined;
  const { orderId, status, zone, restaurantName, address } = delivery;
  const cancelled = "cancelled" in delivery ? delivery.cancelled : delivery.status === "cancelled";
  const view = { orderId, status, zone, restaurantName, address, cancelled };
  if (!("courierId" in delivery)) return view;
  return { ...view, courier: { courierId: delivery.courierId, name: delivery.courierName } };
}
