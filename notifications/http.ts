import openapi from "#contracts/http/notifications.openapi.json" with { type: "json" };
import { keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import { type Principal, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { serviceApi } from "#messaging/http/service-api.ts";
import { type Notification, type NotificationLog, notifications } from "./notification.ts";
import { defaultPreferences, type Preferences, preferences } from "./preferences.ts";
import { setPreferences } from "./set-preferences.ts";

/** The HTTP API of notifications: the notifications about an order, and the customer's preferences. */
export const notificationsHttp = serviceApi("notifications", openapi, (router, submit, { store }) => {
  const customers = requireRole("customer");
  const readers = requireRole("customer", "staff");

  router.get("/notifications", readers, async (request, response) => {
    const orderId = String(request.query.orderId);
    const log = await store.get(notifications(orderId));
    if (!log || !mayRead(principalOf(request), log)) {
      throw new Problem(404, "unknown-order", `you have no notifications about order ${orderId}`);
    }
    response.json({ orderId, notifications: log.notifications.map(viewOf) });
  });

  router.get("/notifications/preferences", customers, async (request, response) => {
    response.json((await store.get(preferences(principalOf(request).id))) ?? defaultPreferences);
  });

  router.put("/notifications/preferences", customers, async (request, response) => {
    const customerId = principalOf(request).id;
    const { channels, detail }: Preferences = request.body;
    const command = { type: setPreferences, subject: customerId, data: { customerId, channels, detail } };
    const { reply } = await submit(keyedOrNew(request), command);
    response.json(reply);
  });
});

const mayRead = ({ role, id }: Principal, { customerId }: NotificationLog): boolean =>
  role === "staff" || id === customerId;

/** The fields that clients may see. Listed one by one, so that a new field is not exposed by accident. */
const viewOf = ({ notificationId, type, channel, subject, text, at, status }: Notification) => ({
  notificationId,
  type,
  channel,
  subject,
  text,
  at,
  status,
});
