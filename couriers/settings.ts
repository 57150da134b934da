/** The default of `TRAVEL_TIME`. */
export const defaultTravelTime = "15m";
/** The default of `GIVING_UP_AFTER`. */
export const defaultGivingUp = "10m";
export const defaultMaxWaiting = 1_000;

/** The settings of couriers. */
export interface CouriersSettings {
  /** The ride from the restaurant to the customer, in milliseconds. */
  readonly travelMs: number;
  /** How long an order waits for a courier before we give up, in milliseconds. */
  readonly giveUpMs: number;
  /** How many orders of one zone may wait for a courier; the next one is given up at once. */
  readonly maxWaiting: number;
}
