import type { Request } from "express";
import openapi from "#contracts/http/restaurants.openapi.json" with { type: "json" };
import { keyedOrNew } from "#messaging/http/commands/idempotency.ts";
import { requireRole } from "#messaging/http/request/auth.ts";
import { Problem } from "#messaging/http/request/problem.ts";
import { serviceApi } from "#messaging/http/service-api.ts";
import { instant } from "#messaging/instant.ts";
import { changeRestaurant, type RestaurantChange } from "./change-restaurant.ts";
import { menuOf, restaurants } from "./restaurant.ts";
import { seenByAll } from "./views.ts";

type AboutRestaurant = { readonly restaurantId: string };
type Change = Omit<RestaurantChange, "restaurantId">;

/** The HTTP API of restaurants: everyone reads menus, staff run the kitchens. */
export const restaurantsHttp = serviceApi("restaurants", openapi, (router, submit, { clock, store }) => {
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
});
