import { collection } from "#messaging/store.ts";

export type Channel = "email" | "sms" | "push";

/** How a customer is notified: over which channels, and of all events or only the essential ones. */
export interface Preferences {
  readonly channels: Readonly<Record<Channel, boolean>>;
  readonly detail: "all" | "essential";
}

/** One document per customer, under the customer's id. Missing until the customer sets their preferences. */
export const preferences = collection<Preferences>("preferences");

/** The preferences of a customer who has set none. */
export const defaultPreferences: Preferences = {
  channels: { email: true, sms: false, push: false },
  detail: "all",
};
