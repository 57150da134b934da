import { ignore, notYet, reaction } from "#messaging/reaction.ts";
import { contacts } from "./contact.ts";
import { notifications, notificationsOf, withNotifications } from "./notification.ts";
import { type Announced, outdatedBy } from "./notification-policy.ts";
import { render } from "./render.ts";
import { sendCall } from "./sender.ts";

/** Something happened to an order: notify the customer over every channel they have turned on. */
export const onNews = <T extends Announced>(type: T) =>
  reaction(type, {
    reads: ({ orderId }) => ({ contact: contacts(orderId), log: notifications(orderId) }),
    react({ contact, log }, { id, data: news }, { now }) {
      if (!contact || !log) return notYet("the order is not known yet");
      const newer = outdatedBy(type, log.known);
      if (newer) return ignore(`outdated by ${newer}`);
      const requested = notificationsOf({ id, type }, contact, render(type, news, contact), now);
      return {
        save: { log: withNotifications(log, type, requested) },
        call: requested.map((notification) => sendCall(notification, contact)),
      };
    },
  });
