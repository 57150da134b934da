import type { Instant } from "#messaging/instant.ts";
import { beginning, idOf } from "#messaging/message.ts";
import type { Running } from "#messaging/run.ts";
import { addRestaurant } from "./add-restaurant.ts";
import type { NewRestaurant } from "./restaurant.ts";

/**
 * Adds restaurants at the start. Those that are here already stay as they are, so that it may be done at every start.
 *
 * @throws Error naming the restaurant that could not be added
 */
export async function addRestaurants(
  running: Pick<Running, "submit">,
  added: readonly NewRestaurant[],
  now: Instant,
): Promise<void> {
  await Promise.all(
    added.map(async (data) => {
      const subject = data.restaurantId;
      const id = idOf(`${addRestaurant.type}/${subject}`);
      const message = beginning({
        id,
        type: addRestaurant.type,
        source: "/restaurants",
        subject,
        time: now,
        data,
      });
      const result = await running.submit(message, JSON.stringify(data));
      if ("error" in result)
        throw new Error(`cannot add ${subject}: ${result.error.message}`, { cause: result.error });
    }),
  );
}
