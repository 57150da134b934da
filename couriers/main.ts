import { contracts } from "#contracts/contracts.ts";
import { duration, durationMs } from "#messaging/process/durations.ts";
import { main } from "#messaging/process/main.ts";
import { demoCouriers } from "./demo-couriers.ts";
import { hireCouriers } from "./hire-couriers.ts";
import { couriersHttp } from "./http.ts";
import { couriersService } from "./service.ts";
import { defaultGivingUp, defaultMaxWaiting, defaultTravelTime } from "./settings.ts";

/** Runs the service couriers: `node couriers/main.ts`. */
await main("couriers", {
  contracts,
  variables: {
    TRAVEL_TIME: duration(defaultTravelTime, "how long a ride takes"),
    GIVING_UP_AFTER: duration(defaultGivingUp, "how long a delivery waits for a free courier"),
  },
  assemble: ({ GIVING_UP_AFTER, TRAVEL_TIME }) => ({
    service: couriersService({
      travelMs: durationMs(TRAVEL_TIME),
      giveUpMs: durationMs(GIVING_UP_AFTER),
      maxWaiting: defaultMaxWaiting,
    }),
    http: couriersHttp,
    atStart: (running, now) => hireCouriers(running, demoCouriers, now),
  }),
});
