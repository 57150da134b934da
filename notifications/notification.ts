import type { Instant } from "#messaging/instant.ts";
import { idOf } from "#messaging/message.ts";
import { collection } from "#messaging/store.ts";
import type { Contact } from "./contact.ts";
import { type Announced, channelsFor } from "./notification-policy.ts";
import type { Channel } from "./preferences.ts";
import type { Words } from "./render.ts";

/** One message to one customer over one channel. */
export interface Notification {
  /** Also the mail's `Message-ID`, by which a mail program can recognize a duplicate. */
  readonly notificationId: string;
  readonly type: Announced;
  readonly channel: Channel;
  readonly subject: string;
  readonly text: string;
  /** When sending was requested; once sent, when it was sent. */
  readonly at: Instant;
  readonly status: "asked" | "sent";
}

/** The notifications about one order. */
export interface NotificationLog {
  readonly orderId: string;
  readonly customerId: string;
  /** The facts that have arrived, whether or not the customer was notified of them. */
  readonly known: readonly Announced[];
  readonly notifications: readonly Notification[];
}

/** One log per order, under the order's id. */
export const notifications = collection<NotificationLog>("notifications");

/**
 * How many notifications a log keeps (the newest): nine events over three channels, with room for repeats.
 */
export const mostKept = 50;

/** The id of the notification of an event over a channel: the same each time, so that it is sent once. */
export const notificationIdOf = ({ id }: { readonly id: string }, channel: Channel): string =>
  idOf(`${id}/${channel}`);

/** The notifications for an event: one for each channel. */
export function notificationsOf(
  { id, type }: { readonly id: string; readonly type: Announced },
  { preferences }: Contact,
  { subject, text, short }: Words,
  at: Instant,
): readonly Notification[] {
  return channelsFor(type, preferences).map((channel) => ({
    notificationId: notificationIdOf({ id }, channel),
    type,
    channel,
    subject,
    text: channel === "email" ? text : short,
    at,
    status: "asked",
  }));
}

export const emptyLog = ({ orderId, customerId }: Contact): NotificationLog => ({
  orderId,
  customerId,
  known: [],
  notifications: [],
});

/** Records the fact and the notifications that were requested for it. */
export const withNotifications = (
  log: NotificationLog,
  type: Announced,
  requested: readonly Notification[],
): NotificationLog => ({
  ...log,
  known: log.known.includes(type) ? log.known : [...log.known, type],
  notifications: [...log.notifications, ...requested].slice(-mostKept),
});

/** Marks a notification as sent. */
export const sent = (log: NotificationLog, notificationId: string, at: Instant): NotificationLog => ({
  ...log,
  notifications: log.notifications.map((one) =>
    one.notificationId === notificationId ? { ...one, status: "sent", at } : one,
  ),
});
