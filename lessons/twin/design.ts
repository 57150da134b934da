import { defaultMaxWaiting } from "#couriers/settings.ts";
import { choreography, type Design } from "#stage/company/design.ts";
import { conductorService } from "./conductor/service.ts";
import { contracts } from "./contracts/contracts.ts";
import { invariants } from "./invariants.ts";
import { transitions } from "./transitions.ts";
import { couriersService, ordersService, paymentsService, restaurantsService } from "./workers/services.ts";

/** The conductor waits for a reply this many times as long as a customer may take to pay: two hours for 15 minutes. */
const patience = 8;

/** The orchestrated company: five workers, and a conductor that owns the process. */
export const twin: Design = {
  services: ["conductor", ...choreography.services],
  contracts,
  servicesOf: (settings, maxWaiting = defaultMaxWaiting) => ({
    ...choreography.servicesOf(settings, maxWaiting),
    conductor: conductorService({ silenceMs: patience * settings.paymentExpiryMs }),
    orders: ordersService,
    payments: paymentsService(settings),
    restaurants: restaurantsService(settings),
    couriers: couriersService({ travelMs: settings.travelMs, giveUpMs: settings.givingUpMs, maxWaiting }),
  }),
  cancellation: "conductor.cancel-payment",
  transitions,
  invariants,
};
