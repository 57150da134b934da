import { instant } from "#messaging/instant.ts";
import { runService } from "#tooling/testing/running-service.ts";
import { addRestaurants } from "../add-restaurants.ts";
import { demoRestaurants } from "../demo-restaurants.ts";
import { restaurantsHttp } from "../http.ts";
import { restaurantsService } from "../service.ts";

/** Restaurants, on the embedded adapters, with the demo restaurants. */
export async function runRestaurants() {
  const service = await runService({
    service: restaurantsService({ cookingMs: 1_200_000 }),
    api: restaurantsHttp,
  });
  const add = () => addRestaurants(service.running, demoRestaurants, instant(service.clock.now()));
  await add();
  return { ...service, add };
}
