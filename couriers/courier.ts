import { collection } from "#messaging/store.ts";

/**
 * The zone that a courier works in; it never changes. A message that names only a courier needs it to find
 * the roster.
 */
export interface Employment {
  readonly courierId: string;
  readonly name: string;
  readonly zone: string;
}

/** One employment per courier, under the courier's id. */
export const couriers = collection<Employment>("couriers");
