import { collection } from "#messaging/store.ts";

export type Channel = "email" | "sms" | "push";

/** How a customer wishes to be told: over which channels, and whether everything or what matters. */
export interface Preferences {
  readonly channels: Readonly<Record<Channel, boolean>>;
  readonly detail: "all" | "essential";
}

/** One document a customer, under the customer's id; none until they say something. */
export const preferences = collection<Preferences>("preferences");

/** What holds for a customer who never said anything. */
export const defaultPreferences: Preferences = {
  channels: { email: true, sms: false, push: false },
  detail: "all",
};
