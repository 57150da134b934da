/** The settings of couriers. */
export interface CouriersSettings {
  /** The ride from the restaurant to the customer, in milliseconds. `TRAVEL_TIME` is 15 minutes by default. */
  readonly travelMs: number;
  /**
   * How long an order waits for a courier before we give up, in milliseconds. `GIVING_UP_AFTER` is 10
   * minutes by default.
   */
  readonly giveUpMs: number;
  /** How many orders of one zone may wait for a courier; the next one is given up at once. */
  readonly maxWaiting: number;
}
