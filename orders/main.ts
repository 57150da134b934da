import { main } from "#messaging/main/main.ts";
import { ordersHttp } from "./http.ts";
import { ordersService } from "./service.ts";

/** Orders as a process: `node orders/main.ts`. */
await main("orders", {
  variables: {},
  assemble: () => ({ service: ordersService, http: ordersHttp }),
});
