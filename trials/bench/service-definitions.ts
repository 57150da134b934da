import type { ServiceName } from "#contracts/generated/events.ts";
import { couriersService } from "#couriers/service.ts";
import type { Performer, Service } from "#messaging/service.ts";
import { notificationsCalls, notificationsService } from "#notifications/service.ts";
import { ordersService } from "#orders/service.ts";
import { paymentsCalls, paymentsService } from "#payments/service.ts";
import { restaurantsService } from "#restaurants/service.ts";
import { provider, sender, times } from "./world.ts";

export interface Definition {
  readonly service: Service;
  readonly performers: readonly Performer[];
}

/** The five services, unchanged, with every time set to nothing. */
export const definitions: Readonly<Record<ServiceName, () => Definition>> = {
  orders: () => ({ service: ordersService, performers: [] }),
  payments: () => ({ service: paymentsService(times), performers: paymentsCalls(provider) }),
  restaurants: () => ({ service: restaurantsService(times), performers: [] }),
  couriers: () => ({ service: couriersService({ ...times, maxWaiting: 100_000 }), performers: [] }),
  notifications: () => ({ service: notificationsService, performers: notificationsCalls(sender) }),
};
