import type { Message } from "#messaging/message.ts";
import type { Reaction } from "#messaging/reaction.ts";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { type Contact, contactOf } from "../contact.ts";
import type { NotificationLog } from "../notification.ts";
import type { Announced } from "../notification-policy.ts";
import { defaultPreferences, type Preferences } from "../preferences.ts";
import type { Outgoing } from "../sender.ts";

export { orderId };

export const now = "2026-01-02T18:00:00.000Z";

export const everything: Preferences = {
  channels: { email: true, sms: true, push: true },
  detail: "all",
};
export const essential: Preferences = { ...defaultPreferences, detail: "essential" };
export const silence: Preferences = { channels: { email: false, sms: false, push: false }, detail: "all" };

export const placed = eventMessage("orders.order-placed.v1", samples["orders.order-placed.v1"]);

/** Ada's contact and preferences. */
export const contact = (preferences: Preferences = defaultPreferences): Contact =>
  contactOf(samples["orders.order-placed.v1"], preferences);

/** The log of Ada's order: these facts are known, and nothing was sent. */
export const knowing = (...known: readonly Announced[]): NotificationLog => ({
  orderId,
  customerId: "ada",
  known: ["orders.order-placed.v1", ...known],
  notifications: [],
});

/** The outcome of a message: what is saved, and what is sent. */
export interface Reacted {
  readonly ignored?: string;
  readonly notYet?: string;
  readonly save?: { readonly log?: NotificationLog; readonly contact?: Contact };
  readonly call?: readonly { readonly name: string; readonly key: string; readonly request: Outgoing }[];
}

export const react = (reaction: Reaction, documents: object, message: Message): Reacted =>
  Object(reaction.react({ ...documents }, message, { now }));

/** The channels of the notifications to send. */
export const channelsOf = ({ call = [] }: Reacted) => call.map(({ request }) => request.channel);
