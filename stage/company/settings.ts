/** The times of the choreography, in milliseconds. */
export interface Settings {
  /** How long a customer has to pay. */
  readonly paymentExpiryMs: number;
  /** How long a kitchen cooks, as a rule. */
  readonly cookingMs: number;
  /** How long a delivery waits for a free courier. */
  readonly givingUpMs: number;
  /** How long a courier rides. */
  readonly travelMs: number;
}

const minute = 60_000;

/** As in life. */
export const realTimes: Settings = {
  paymentExpiryMs: 15 * minute,
  cookingMs: 20 * minute,
  givingUpMs: 10 * minute,
  travelMs: 15 * minute,
};

/** For somebody who watches and does not want to wait: an order takes about ten seconds. */
export const shortTimes: Settings = {
  paymentExpiryMs: 60_000,
  cookingMs: 4_000,
  givingUpMs: 30_000,
  travelMs: 5_000,
};
