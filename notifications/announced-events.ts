import type { Events, Hears } from "#contracts/generated/events.ts";

/**
 * The events that customers are notified of: all that `contracts/hears.ts` lists for this service. Which of them reach
 * a customer, and over which channels, is decided in `whether-to-notify.ts`.
 */
export type Announced = Hears["notifications"];

/** The data of an event that customers are notified of. */
export type News<T extends Announced = Announced> = Events[T];
