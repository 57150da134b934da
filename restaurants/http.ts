import type { Request, Router } from "express";
import openapi from "#contracts/http/restaurants.openapi.json" with { type: "json" };
import type { HttpApi } from "#messaging/http/app.ts";
import { keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import type { Submit } from "#messaging/http/commands/submit.ts";
import { requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { type ServiceApiOptions, serviceApi } from "#messaging/http/service-api.ts";
import { instant } from "#messaging/instant.ts";
import type { Store } from "#messaging/store.ts";
import { changeRestaurant, type RestaurantChange } from "./change-restaurant.ts";
import { menuOf, restaurants } from "./restaurant.ts";
import { seenByAll } from "./views.ts";

export interface RestaurantsHttpOptions extends Omit<ServiceApiOptions, "service" | "openapi" | "routes"> {
  /** The store that GET requests read from. */
  readonly store: Pick<Store, "get" | "list">;
}

/** The HTTP API of restaurants: everyone reads menus, staff run the kitchens. */
export const restaurantsHttp = (options: RestaurantsHttpOptions): HttpApi =>
  serviceApi({
    ...options,
    service: "restaurants",
    openapi,
    routes: (router, submit) => routes(router, submit, options),
  });

type AboutRestaurant = { readonly restaurantId: string };
type Change = Omit<RestaurantChange, "restaurantId">;

function routes(router: Router, submit: Submit, { clock, store }: RestaurantsHttpOptions): void {
  router.get("/restaurants", async (request, response) => {
    const where = typeof request.query.zone === "string" ? { zone: request.query.zone } : {};
    const found = await store.list(restaurants, { where, newestFirst: "restaurantId", limit: 100 });
    const now = instant(clock.now());
    response.json({ restaurants: found.map((restaurant) => seenByAll(restaurant, now)).reverse() });
  });

  router.get("/restaurants/:restaurantId/menu", async (request: Request<AboutRestaurant>, response) => {
    const { restaurantId } = request.params;
    const restaurant = await store.get(restaurants(restaurantId));
    if (!restaurant) throw new Problem(404, "unknown-restaurant", `there is no restaurant ${restaurantId}`);
    response.json(menuOf(restaurant));
  });

  router.patch(
    "/restaurants/:restaurantId",
    requireRole("staff"),
    async (request: Request<AboutRestaurant, unknown, Change>, response) => {
      const { restaurantId } = request.params;
      const { reply } = await submit(keyedOrNew(request), {
        type: changeRestaurant,
        subject: restaurantId,
        data: { ...request.body, restaurantId },
        refusals: { "unknown-restaurant": 404, "unknown-dish": 422 },
      });
      response.json(reply);
    },
  );
}
