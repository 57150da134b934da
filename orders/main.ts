import { contracts } from "#contracts/contracts.ts";
import { main } from "#messaging/process/main.ts";
import { ordersHttp } from "./http.ts";
import { ordersService } from "./service.ts";

/** Runs the service orders: `node orders/main.ts`. */
await main("orders", {
  contracts,
  variables: {},
  assemble: () => ({ service: ordersService, http: ordersHttp }),
});
