/** An amount of money in minor units: 1250 is € 12.50. This provider settles in euros only. */
export interface Money {
  readonly amount: number;
  readonly currency: "EUR";
}

/** So many cents. */
export const euros = (amount: number): Money => ({ amount, currency: "EUR" });

/** Money that can move: a whole, positive number of cents. */
export const canMove = (amount: unknown): amount is number =>
  typeof amount === "number" && Number.isSafeInteger(amount) && amount > 0;
