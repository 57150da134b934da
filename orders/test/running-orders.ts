import type { Principal } from "#messaging/http/request/auth.ts";
import { ordersHttp } from "#orders/http.ts";
import { ordersService } from "#orders/service.ts";
import { runService } from "#tooling/testing/running-service.ts";
import { received } from "./given.ts";

/** Ada's order, as the body of her request. */
export const dinner = {
  restaurantId: "trattoria-sole",
  items: [
    { dishId: "margherita", quantity: 2 },
    { dishId: "tiramisu", quantity: 1 },
  ],
  card: "tok_ok",
  address: "12 Rue des Lilas, 2nd floor",
  note: "The bell is broken, please knock.",
};

/** Orders: two instances on the embedded adapters, which know one menu. */
export async function runOrders() {
  const service = await runService({ service: ordersService, api: ordersHttp, instances: 2 });
  await service.submit(received("restaurants.menu-changed.v1"));
  const postOnce = (path: string, as: Principal, key: string) =>
    service.post(path, as).set("Idempotency-Key", key);
  return {
    ...service,
    /** Sends a request with an Idempotency-Key. */
    postOnce,
    /** Orders dinner, and returns the order's id. */
    place: async (as: Principal, key: string): Promise<string> =>
      (await postOnce("/orders", as, key).send(dinner)).body.orderId,
  };
}

export type RunningOrders = Awaited<ReturnType<typeof runOrders>>;
