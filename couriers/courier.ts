import { collection } from "#messaging/store.ts";

/** Where a courier works, so that whoever names a courier finds the roster. Never changes. */
export interface Employment {
  readonly courierId: string;
  readonly name: string;
  readonly zone: string;
}

/** One employment a courier, under the courier's id. */
export const couriers = collection<Employment>("couriers");
