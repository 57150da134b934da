import { ignore, reaction } from "#messaging/reaction.ts";
import { contactOf, contacts } from "./contact.ts";
import { emptyLog, notifications, notificationsOf, told } from "./notification.ts";
import { defaultPreferences, preferences } from "./preferences.ts";
import { render } from "./render.ts";
import { sendingOf } from "./sender.ts";

/**
 * An order was placed: remember whom to tell about it and how they wish to be told, and tell them that we
 * have it.
 */
export const onOrderPlaced = reaction("orders.order-placed.v1", {
  reads: ({ orderId, customer }) => ({
    contact: contacts(orderId),
    log: notifications(orderId),
    wishes: preferences(customer.customerId),
  }),
  react({ contact: known, wishes }, { id, data: placed }, { now }) {
    if (known) return ignore("the order is known already");
    const type = "orders.order-placed.v1";
    const contact = contactOf(placed, wishes ?? defaultPreferences);
    const asked = notificationsOf({ id, type }, contact, render(type, placed, contact), now);
    return {
      save: { contact, log: told(emptyLog(contact), type, asked) },
      call: asked.map((notification) => sendingOf(notification, contact)),
    };
  },
});
