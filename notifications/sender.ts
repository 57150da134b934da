import { end, outsideCall } from "#messaging/reaction.ts";
import type { CallContext } from "#messaging/service.ts";
import type { Contact } from "./contact.ts";
import type { Notification } from "./notification.ts";
import type { Channel } from "./preferences.ts";

/** A notification on its way out. */
export interface Outgoing {
  readonly notificationId: string;
  readonly orderId: string;
  readonly channel: Channel;
  /** The mail address; for sms and push the customer's id, under which their provider knows the telephone. */
  readonly to: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * The port to whoever delivers mails, text messages and pushes. It may be asked to send the same one again.
 */
export interface Sender {
  /** Resolves when the notification was taken. Rejecting means: try again, unless it is `Unprocessable`. */
  send(notification: Outgoing, context: CallContext): Promise<void>;
}

export interface NotificationSent {
  readonly orderId: string;
  readonly notificationId: string;
}

/** The notification was taken for delivery. */
export const notificationSent = end<NotificationSent>("notifications.sent", {
  subject: ({ orderId }) => orderId,
  identity: ({ notificationId }) => notificationId,
});

export const send = outsideCall<Outgoing, NotificationSent>("notifications.send", notificationSent);

/** Asks for one notification to be sent; its id is the idempotency key. */
export const sendingOf = ({ notificationId, channel, subject, text }: Notification, contact: Contact) =>
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
 * A sender that sends nothing and remembers the last `keep` that it was asked to send, the newest last.
 * Default: 1,000.
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
