/** An amount in minor units: 1250 is €12.50. This provider settles in euros only. */
export interface Money {
  readonly amount: number;
  readonly currency: "EUR";
}

/** An amount in euro cents. */
export const euros = (amount: number): Money => ({ amount, currency: "EUR" });

/** Whether the amount can be charged or refunded: a positive whole number of cents. */
export const canMove = (amount: unknown): amount is number =>
  typeof amount === "number" && Number.isSafeInteger(amount) && amount > 0;
