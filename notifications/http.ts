import type { Router } from "express";
import openapi from "#contracts/http/notifications.openapi.json" with { type: "json" };
import type { HttpApi } from "#messaging/http/app.ts";
import { keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import type { Submit } from "#messaging/http/commands/submit.ts";
import { type Principal, principalOf, requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { type ServiceApiOptions, serviceApi } from "#messaging/http/service-api.ts";
import type { Store } from "#messaging/store.ts";
import { type Notification, type NotificationLog, notifications } from "./notification.ts";
import { defaultPreferences, type Preferences, preferences } from "./preferences.ts";
import { setPreferences } from "./set-preferences.ts";

export interface NotificationsHttpOptions extends Omit<ServiceApiOptions, "service" | "openapi" | "routes"> {
  /** The store that GET requests read from. */
  readonly store: Pick<Store, "get">;
}

/** The HTTP API of notifications: the notifications about an order, and the customer's preferences. */
export const notificationsHttp = (options: NotificationsHttpOptions): HttpApi =>
  serviceApi({
    ...options,
    service: "notifications",
    openapi,
    routes: (router, submit) => routes(router, submit, options.store),
  });

function routes(router: Router, submit: Submit, store: NotificationsHttpOptions["store"]): void {
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
}

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
