/** The durations of the choreography, in milliseconds. */
export interface Settings {
  /** How long a customer has to pay. */
  readonly paymentExpiryMs: number;
  /** How long a kitchen takes to cook an order. */
  readonly cookingMs: number;
  /** How long a delivery waits for a free courier. */
  readonly givingUpMs: number;
  /** How long a courier takes to deliver. */
  readonly travelMs: number;
}

const minute = 60_000;

/** Realistic durations. */
export const realTimes: Settings = {
  paymentExpiryMs: 15 * minute,
  cookingMs: 20 * minute,
  givingUpMs: 10 * minute,
  travelMs: 15 * minute,
};

/** Short durations for watching: an order takes about ten seconds. */
export const shortTimes: Settings = {
  paymentExpiryMs: 60_000,
  cookingMs: 4_000,
  givingUpMs: 30_000,
  travelMs: 5_000,
};
