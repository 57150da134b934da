import { demoRestaurants } from "#restaurants/demo-restaurants.ts";
import type { Menu, Restaurant } from "#restaurants/restaurant.ts";
import type { seenByAll } from "#restaurants/views.ts";
import type { Entry } from "../narrative/entry.ts";

/**
 * The restaurants and their menus as they are when the watcher begins, from the public API: whoever joins late has not seen them open.
 *
 * @throws Error if the API does not answer
 */
export async function restaurantsAt(url: string, at: number): Promise<Entry> {
  const read = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`GET ${url}${path} returned ${answer.status}`);
    return answer.json();
  };
  const { restaurants } = (await read("/restaurants")) as {
    restaurants: readonly ReturnType<typeof seenByAll>[];
  };
  const documents = await Promise.all(
    restaurants.map(async ({ openNow: open, ...listed }) => {
      const { restaurantId: id } = listed;
      const menu = (await read(`/restaurants/${id}/menu`)) as Menu;
      // How much a kitchen can take is not public: the demo's own value, until staff change it.
      const { capacity = 0, cookingFactor = 1 } =
        demoRestaurants.find(({ restaurantId }) => restaurantId === id) ?? {};
      const document: Restaurant = { ...listed, ...menu, open, capacity, cookingFactor, cooking: [] };
      return { key: { collection: "restaurants", id }, loaded: 0, version: 1, document };
    }),
  );
  const change = { processed: [], documents, outbox: [], cancelled: [], timers: [], settled: [] };
  const before = documents.map(() => undefined);
  const by = { service: "restaurants", instance: 1 } as const;
  return { kind: "committed", at, ...by, change, before, intended: change };
}
