import { end, outsideCall } from "#messaging/reaction.ts";
import type { CallContext } from "#messaging/service.ts";
import type { Contact } from "./contact.ts";
import type { Notification } from "./notification.ts";
import type { Channel } from "./preferences.ts";

/** A notification to send. */
export interface Outgoing {
  readonly notificationId: string;
  readonly orderId: string;
  readonly channel: Channel;
  /** The mail address. For sms and push, the customer's id, under which their provider knows the phone. */
  readonly to: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * The port to the provider of mails, text messages and push messages. It may be called again with the same
 * notification.
 */
export interface Sender {
  /**
   * Resolves when the provider has accepted it. Rejects with `Unprocessable` if it never will; any other
   * error is retried.
   */
  send(notification: Outgoing, context: CallContext): Promise<void>;
}

export interface NotificationSent {
  readonly orderId: string;
  readonly notificationId: string;
}

/** The provider accepted the notification. */
export const notificationSent = end<NotificationSent>("notifications.sent", {
  subject: ({ orderId }) => orderId,
  identity: ({ notificationId }) => notificationId,
});

export const send = outsideCall<Outgoing, NotificationSent>("notifications.send", notificationSent);

/** The call that sends a notification. Its id is the idempotency key. */
export const sendCall = ({ notificationId, channel, subject, text }: Notification, contact: Contact) =>
  send.with(notificationId, {
    notificationId,
    orderId: contact.orderId,
    channel,
    to: channel === "email" ? contact.email : contact.customerId,
    name: contact.name,
    subject,
    text,
  });

/**
 * A sender for tests and the demo: sends nothing and keeps the last `keep` notifications, newest last.
 *
 * @param keep Default 1,000.
 */
export function recordingSender(keep = 1_000): Sender & { sent(): readonly Outgoing[] } {
  const sent: Outgoing[] = [];
  return {
    async send(notification) {
      sent.push(notification);
      if (sent.length > keep) sent.shift();
    },
    sent: () => [...sent],
  };
}
