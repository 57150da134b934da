import { runService } from "#tooling/testing/running-service.ts";
import { notificationsHttp } from "../http.ts";
import type { Sender } from "../sender.ts";
import { notificationsCalls, notificationsService } from "../service.ts";

/** Notifications, on the embedded adapters, with this sender. */
export const runNotifications = (sender: Sender) =>
  runService({
    service: notificationsService,
    performers: notificationsCalls(sender),
    api: notificationsHttp,
  });

export type RunningNotifications = Awaited<ReturnType<typeof runNotifications>>;
