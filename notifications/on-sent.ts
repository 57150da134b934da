import { ignore, reaction } from "#messaging/reaction.ts";
import { notifications, sent } from "./notification.ts";
import { notificationSent } from "./sender.ts";

/** The provider accepted a notification: record when. */
export const onSent = reaction(notificationSent, {
  reads: ({ orderId }) => ({ log: notifications(orderId) }),
  react({ log }, { data: { notificationId } }, { now }) {
    const kept = log?.notifications.some((one) => one.notificationId === notificationId);
    if (!log || !kept) return ignore("the notification is no longer in the log");
    return { save: { log: sent(log, notificationId, now) } };
  },
});
