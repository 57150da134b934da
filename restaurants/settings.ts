/** The settings of restaurants. */
export interface RestaurantsSettings {
  /**
   * The usual cooking time in milliseconds; each restaurant multiplies it by its own factor. `COOKING_TIME` is 20
   * minutes by default.
   */
  readonly cookingMs: number;
}
