import type { Instant } from "#messaging/instant.ts";
import type { Running } from "#messaging/running/run-service.ts";
import { submitOnce } from "#messaging/running/submit-once.ts";
import { addRestaurant } from "./add-restaurant.ts";
import type { NewRestaurant } from "./restaurant.ts";

/**
 * Adds restaurants at startup. Existing ones stay unchanged, so this can run at every start.
 *
 * @throws Error naming the restaurant that could not be added
 */
export async function addRestaurants(
  running: Pick<Running, "submit">,
  added: readonly NewRestaurant[],
  time: Instant,
): Promise<void> {
  await Promise.all(
    added.map((data) => {
      const subject = data.restaurantId;
      return submitOnce(running, { type: addRestaurant.type, source: "/restaurants", subject, time, data });
    }),
  );
}
