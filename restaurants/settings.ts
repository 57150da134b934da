/** The default of `COOKING_TIME`. */
export const defaultCookingTime = "20m";

/** The settings of restaurants. */
export interface RestaurantsSettings {
  /** The usual cooking time in milliseconds; each restaurant multiplies it by its own factor. */
  readonly cookingMs: number;
}
