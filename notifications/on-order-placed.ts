import { ignore, reaction } from "#messaging/reaction.ts";
import { contactOf, contacts } from "./contact.ts";
import { emptyLog, notifications, notificationsOf, withNotifications } from "./notification.ts";
import { defaultPreferences, preferences } from "./preferences.ts";
import { render } from "./render.ts";
import { sendCall } from "./sender.ts";

/**
 * An order was placed: save the customer's contact and current preferences, and confirm the order to them.
 */
export const onOrderPlaced = reaction("orders.order-placed.v1", {
  reads: ({ orderId, customer }) => ({
    contact: contacts(orderId),
    log: notifications(orderId),
    wishes: preferences(customer.customerId),
  }),
  react({ contact: known, wishes }, { id, data: placed }, { now }) {
    if (known) return ignore("the order is already known");
    const type = "orders.order-placed.v1";
    const contact = contactOf(placed, wishes ?? defaultPreferences);
    const requested = notificationsOf({ id, type }, contact, render(type, placed, contact), now);
    return {
      save: { contact, log: withNotifications(emptyLog(contact), type, requested) },
      call: requested.map((notification) => sendCall(notification, contact)),
    };
  },
});
