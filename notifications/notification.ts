import type { Instant } from "#messaging/instant.ts";
import { idOf } from "#messaging/message.ts";
import { collection } from "#messaging/store.ts";
import { type Announced, isEssential } from "./announced.ts";
import type { Contact } from "./contact.ts";
import type { Channel } from "./preferences.ts";
import type { Words } from "./render.ts";

/** One thing said to one customer over one channel. */
export interface Notification {
  /** Also the `Message-ID` of a mail: whoever receives the same twice can tell. */
  readonly notificationId: string;
  readonly type: Announced;
  readonly channel: Channel;
  readonly subject: string;
  readonly text: string;
  /** When sending was asked for, and then when it was sent. */
  readonly at: Instant;
  readonly status: "asked" | "sent";
}

/** What a customer was told about one order. */
export interface NotificationLog {
  readonly orderId: string;
  readonly customerId: string;
  /** Which facts are known, told or not. */
  readonly known: readonly Announced[];
  readonly notifications: readonly Notification[];
}

/** One log an order, under the order's id. */
export const notifications = collection<NotificationLog>("notifications");

/**
 * The most notifications that a log keeps, the newest: nine kinds of news over three channels, and room for
 * repeats.
 */
export const mostKept = 50;

/** What to send about a piece of news: one notification for each channel that the customer wants it on. */
export function notificationsOf(
  { id, type }: { readonly id: string; readonly type: Announced },
  { preferences: { channels, detail } }: Contact,
  { subject, text, short }: Words,
  at: Instant,
): readonly Notification[] {
  if (detail === "essential" && !isEssential[type]) return [];
  return allChannels
    .filter((channel) => channels[channel])
    .map((channel) => ({
      notificationId: idOf(`${id}/${channel}`),
      type,
      channel,
      subject,
      text: channel === "email" ? text : short,
      at,
      status: "asked",
    }));
}

const allChannels: readonly Channel[] = ["email", "sms", "push"];

export const emptyLog = ({ orderId, customerId }: Contact): NotificationLog => ({
  orderId,
  customerId,
  known: [],
  notifications: [],
});

/** The fact is known now, and this was asked to be sent about it. */
export const told = (
  log: NotificationLog,
  type: Announced,
  asked: readonly Notification[],
): NotificationLog => ({
  ...log,
  known: log.known.includes(type) ? log.known : [...log.known, type],
  notifications: [...log.notifications, ...asked].slice(-mostKept),
});

/** The mail server took the notification. */
export const sent = (log: NotificationLog, notificationId: string, at: Instant): NotificationLog => ({
  ...log,
  notifications: log.notifications.map((one) =>
    one.notificationId === notificationId ? { ...one, status: "sent", at } : one,
  ),
});
