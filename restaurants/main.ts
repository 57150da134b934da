import { contracts } from "#contracts/contracts.ts";
import { duration, durationMs } from "#messaging/process/durations.ts";
import { main } from "#messaging/process/main.ts";
import { addRestaurants } from "./add-restaurants.ts";
import { demoRestaurants } from "./demo-restaurants.ts";
import { restaurantsHttp } from "./http.ts";
import { restaurantsService } from "./service.ts";
import { defaultCookingTime } from "./settings.ts";

/** Runs the service restaurants: `node restaurants/main.ts`. */
await main("restaurants", {
  contracts,
  variables: { COOKING_TIME: duration(defaultCookingTime, "the usual cooking time") },
  assemble: ({ COOKING_TIME }) => ({
    service: restaurantsService({ cookingMs: durationMs(COOKING_TIME) }),
    http: restaurantsHttp,
    atStart: (running, now) => addRestaurants(running, demoRestaurants, now),
  }),
});
