import type { Events, Hears } from "#contracts/generated/events.ts";
import type { Channel, Preferences } from "./preferences.ts";

/** The events that customers are notified of: all that `contracts/hears.ts` lists for this service. */
export type Announced = Hears["notifications"];

/** The data of an event that customers are notified of. */
export type News<T extends Announced = Announced> = Events[T];

interface Policy {
  /** Whether customers with `detail: "essential"` are notified of the event. */
  readonly isEssential: boolean;
  /** The facts that make the event outdated: they arrive in any order. */
  readonly outdatedBy: readonly Announced[];
}

const gone = ["orders.order-cancelled.v1", "payments.payment-refunded.v1"] as const;
const arrived = "couriers.order-delivered.v1";
const onTheWay = "couriers.order-picked-up.v1";

/** Which events reach a customer. A customer who has the food needs no message about the kitchen. */
const policies: Readonly<Record<Announced, Policy>> = {
  "orders.order-placed.v1": { isEssential: true, outdatedBy: [] },
  "payments.payment-confirmation-required.v1": {
    isEssential: true,
    outdatedBy: ["payments.payment-succeeded.v1", ...gone],
  },
  "payments.payment-succeeded.v1": { isEssential: false, outdatedBy: gone },
  "payments.payment-refunded.v1": { isEssential: true, outdatedBy: [] },
  "restaurants.order-confirmed.v1": { isEssential: false, outdatedBy: [onTheWay, arrived, ...gone] },
  "couriers.courier-assigned.v1": { isEssential: false, outdatedBy: [onTheWay, arrived, ...gone] },
  "couriers.order-picked-up.v1": { isEssential: false, outdatedBy: [arrived, ...gone] },
  "couriers.order-delivered.v1": { isEssential: true, outdatedBy: gone },
  "orders.order-cancelled.v1": { isEssential: true, outdatedBy: [] },
};

/** The fact that makes an event outdated: the customer is not notified of it. Undefined if no known fact does. */
export const outdatedBy = (type: Announced, known: readonly Announced[]): Announced | undefined =>
  policies[type].outdatedBy.find((fact) => known.includes(fact));

/**
 * The channels over which a customer is notified of an event: all that they have turned on; none, if the event is
 * not essential and they want only essential ones.
 */
export const channelsFor = (type: Announced, { channels, detail }: Preferences): readonly Channel[] =>
  detail === "essential" && !policies[type].isEssential
    ? []
    : allChannels.filter((channel) => channels[channel]);

const allChannels: readonly Channel[] = ["email", "sms", "push"];
