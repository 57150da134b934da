import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { PerService } from "#contracts/per-service.ts";
import { couriersService } from "#couriers/service.ts";
import { defaultMaxWaiting } from "#couriers/settings.ts";
import type { HttpApi } from "#messaging/http/app.ts";
import type { ApiOptions } from "#messaging/http/service-api.ts";
import type { Performer, Service } from "#messaging/service.ts";
import type { Sender } from "#notifications/sender.ts";
import { notificationsCalls, notificationsService } from "#notifications/service.ts";
import { ordersService } from "#orders/service.ts";
import type { PaymentProvider } from "#payments/provider.ts";
import { paymentsCalls, paymentsService } from "#payments/service.ts";
import { restaurantsService } from "#restaurants/service.ts";
import type { Settings } from "./settings.ts";

/** Every service, as the stage runs it. For a new service, only this file of the stage changes. */
export const servicesOf = (
  settings: Settings,
  /** How many orders of one zone may wait for a courier. */
  maxWaiting = defaultMaxWaiting,
): PerService<Service> => ({
  orders: ordersService,
  payments: paymentsService(settings),
  restaurants: restaurantsService(settings),
  couriers: couriersService({ travelMs: settings.travelMs, giveUpMs: settings.givingUpMs, maxWaiting }),
  notifications: notificationsService,
});

/** The performers of the services that call external systems. */
export const performersOf = (outside: {
  readonly provider: PaymentProvider;
  readonly sender: Sender;
}): Partial<PerService<readonly Performer[]>> => ({
  payments: paymentsCalls(outside.provider),
  notifications: notificationsCalls(outside.sender),
});

/** Every HTTP API. @param given the dependencies of each API */
export const apisOf = (
  given: (service: ServiceName) => ApiOptions,
  webhookSecrets: readonly string[],
): Promise<readonly HttpApi[]> =>
  Promise.all(services.map((name) => apiOf(name, given(name), webhookSecrets)));

/** The HTTP API of one service, loaded on demand: without one, neither express nor the OpenAPI validators are loaded. */
export async function apiOf(
  name: ServiceName,
  given: ApiOptions,
  webhookSecrets: readonly string[],
): Promise<HttpApi> {
  const makers: PerService<() => Promise<HttpApi>> = {
    orders: async () => (await import("#orders/http.ts")).ordersHttp(given),
    payments: async () => (await import("#payments/http.ts")).paymentsHttp({ ...given, webhookSecrets }),
    restaurants: async () => (await import("#restaurants/http.ts")).restaurantsHttp(given),
    couriers: async () => (await import("#couriers/http.ts")).couriersHttp(given),
    notifications: async () => (await import("#notifications/http.ts")).notificationsHttp(given),
  };
  return await makers[name]();
}
