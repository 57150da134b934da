import type { ServiceName } from "#contracts/generated/events.ts";
import { demoCouriers } from "#couriers/demo-couriers.ts";
import type { CompanyStaff, Customer, FaultControls } from "../stories/story.ts";
import type { Action } from "./action.ts";

/** What an action needs. */
export interface Means {
  readonly customer: Customer;
  readonly staff: CompanyStaff;
  readonly faults: FaultControls;
  setDoubling(on: boolean): void;
  setGuarantee(name: string, isOn: boolean): void;
  setRate(perMinute: number): void;
}

/** Performs an action. Resolves to the id of the order that it placed, and otherwise to undefined. */
export type Perform = (action: Action) => Promise<string | undefined>;

/** Performs actions by the given means. */
export function performer(means: Means): Perform {
  const others = performerOfOthers(means);
  return async (action) => {
    if (action.do !== "order") return void (await others(action));
    const { card, customerId, dishId, quantity, restaurantId } = action;
    return means.customer.places({ restaurantId, card, customerId, items: [{ dishId, quantity }] });
  };
}

/** Performs every action that places no order. */
function performerOfOthers(means: Means): (action: Exclude<Action, { do: "order" }>) => Promise<void> {
  const { customer, faults, setDoubling, setGuarantee, setRate, staff } = means;
  return async (action) => {
    switch (action.do) {
      case "cancel":
        return customer.cancels(action.orderId);
      case "confirm":
        return customer.confirms(action.orderId);
      case "confirm-at-the-bank":
        return customer.confirmsTooLate(action.orderId);
      case "open":
      case "close":
        return staff.changesRestaurant({ restaurantId: action.restaurantId, open: action.do === "open" });
      case "capacity":
        return staff.changesRestaurant({ restaurantId: action.restaurantId, capacity: action.orders });
      case "sold-out":
      case "available": {
        const dishes = [{ dishId: action.dishId, available: action.do === "available" }];
        return staff.changesRestaurant({ restaurantId: action.restaurantId, dishes });
      }
      case "end-shifts":
        return staff.endsShifts(action.zone);
      case "start-shifts":
        for (const { courierId, zone } of demoCouriers)
          if (zone === action.zone) await staff.startsShift(courierId, zone);
        return;
      case "kill":
        return faults.kill(action);
      case "start":
        return faults.start(action);
      case "kill-before":
        return action.step === "commit"
          ? faults.killBeforeCommitting(action)
          : faults.killBeforePublishing(action);
      case "disarm":
        return faults.disarm(action, action.step);
      case "away":
      case "back":
        return setAway(faults, action.what, action.do === "away");
      case "double":
        return setDoubling(action.on);
      case "delay":
        return faults.delay(action.service, action.event, action.seconds * 1_000);
      case "poison":
        return faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
      case "guarantee":
        return setGuarantee(action.name, action.on);
      case "traffic":
        return setRate(action.perMinute);
    }
  };
}

function setAway(faults: FaultControls, what: "broker" | "provider" | ServiceName, isAway: boolean): void {
  const { startBroker, startDatabase, startProvider, stopBroker, stopDatabase, stopProvider } = faults;
  if (what === "broker") (isAway ? stopBroker : startBroker)();
  else if (what === "provider") (isAway ? stopProvider : startProvider)();
  else (isAway ? stopDatabase : startDatabase)(what);
}
