import { hears } from "#contracts/hears.ts";
import { performs, service } from "#messaging/service.ts";
import { contacts } from "./contact.ts";
import { notifications } from "./notification.ts";
import { onNews } from "./on-news.ts";
import { onOrderPlaced } from "./on-order-placed.ts";
import { onSent } from "./on-sent.ts";
import { preferences } from "./preferences.ts";
import { type Sender, send } from "./sender.ts";
import { onSetPreferences } from "./set-preferences.ts";

/** Every event that customers are notified of, and how it is sent. */
export const notificationsService = service({
  name: "notifications",
  hears: hears.notifications,
  reactions: [
    onOrderPlaced,
    onNews("payments.payment-confirmation-required.v1"),
    onNews("payments.payment-succeeded.v1"),
    onNews("payments.payment-refunded.v1"),
    onNews("restaurants.order-confirmed.v1"),
    onNews("couriers.courier-assigned.v1"),
    onNews("couriers.order-picked-up.v1"),
    onNews("couriers.order-delivered.v1"),
    onNews("orders.order-cancelled.v1"),
    onSent,
    onSetPreferences,
  ],
  calls: [send],
  collections: [notifications, contacts, preferences],
});

/** The performers of the service's outside calls. */
export const notificationsCalls = (sender: Sender) => [
  performs(send, async (notification, context) => {
    await sender.send(notification, context);
    return { orderId: notification.orderId, notificationId: notification.notificationId };
  }),
];
