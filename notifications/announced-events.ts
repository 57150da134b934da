import type { Events, Hears } from "#contracts/generated/events.ts";

/** The events that customers are notified of. */
export type Announced = Hears["notifications"];

/** The data of an event that customers are notified of. */
export type News<T extends Announced = Announced> = Events[T];
