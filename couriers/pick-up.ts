import { after, type Instant } from "#messaging/instant.ts";
import { event, type NewEvent } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timer.ts";
import { type Assigned, assigned, type PickedUp, pickedUp, type Waiting } from "./delivery.ts";
import { travelDone } from "./on-travel-done.ts";
import type { CouriersSettings } from "./settings.ts";

interface Step<Delivery> {
  readonly delivery: Delivery;
  readonly publish: readonly NewEvent[];
  readonly setTimers: readonly NewTimer[];
}

/** A courier takes the delivery. If the food is ready, it is picked up at once. */
export function setOut(
  waiting: Waiting,
  courier: { readonly courierId: string; readonly name: string },
  now: Instant,
  settings: CouriersSettings,
): Step<Assigned | PickedUp> {
  const { orderId, ready } = waiting;
  const { courierId, name } = courier;
  const delivery = assigned(waiting, courierId, name);
  const courierAssigned = event("couriers.courier-assigned.v1", orderId, {
    orderId,
    courierId,
    courierName: name,
  });
  if (!ready) return { delivery, publish: [courierAssigned], setTimers: [] };
  const onTheWay = pickUp(delivery, now, settings);
  return { ...onTheWay, publish: [courierAssigned, ...onTheWay.publish] };
}

/** The courier has the food and rides to the customer. */
export function pickUp(delivery: Assigned, now: Instant, { travelMs }: CouriersSettings): Step<PickedUp> {
  const { orderId, courierId, zone } = delivery;
  return {
    delivery: pickedUp(delivery),
    publish: [event("couriers.order-picked-up.v1", orderId, { orderId, courierId })],
    setTimers: [travelDone.at(after(now, travelMs), orderId, { orderId, zone })],
  };
}
