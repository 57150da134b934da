import { gateway } from "#messaging/http/gateway/gateway.ts";
import { listen } from "#messaging/http/server.ts";
import { apiOf } from "#stage/company/services.ts";
import type { Measured } from "../lesson.ts";
import { openEvening } from "../loyalty/evening.ts";

const ada = { id: "ada", name: "Ada", email: "ada@example.com", role: "customer" } as const;
const body = JSON.stringify({
  restaurantId: "trattoria-sole",
  items: [{ dishId: "margherita", quantity: 1 }],
  card: "tok_ok",
  address: "1 Ballet Lane",
});

interface Requests {
  readonly orders: number;
  /** How many of them the proxy sends twice. */
  readonly repeated: number;
  /** The idempotency key of an attempt. */
  readonly keyOf: (order: number, attempt: number) => string;
}

/** Posts orders to the company's real HTTP API. Returns how many it accepted, and how many there are. */
export async function postOrders(seed: number, { keyOf, orders, repeated }: Requests): Promise<Measured> {
  const { running, clock, close } = await openEvening(seed);
  const authenticate = async () => ada;
  const service = { running: running.reach("orders"), store: running.store("orders") };
  const shared = { authenticate, clock, requestsPerMinute: 1_000_000, report: () => {} };
  const api = await apiOf("orders", { ...shared, ...service }, []);
  const server = await listen(gateway([api], authenticate), { port: 0 });
  const headers = { Authorization: "Bearer ada", "Content-Type": "application/json" };
  let attempts = 0;
  let accepted = 0;
  try {
    for (let n = 0; n < orders + repeated; n += 1) {
      // The first ones go out in pairs.
      const order = n < 2 * repeated ? Math.floor(n / 2) : n - repeated;
      attempts += 1;
      const key = { "Idempotency-Key": keyOf(order, attempts) };
      const url = `${server.url}/orders`;
      const { status } = await fetch(url, { method: "POST", headers: { ...headers, ...key }, body });
      if (status === 202) accepted += 1;
    }
  } finally {
    await server.close();
  }
  const placed = Object.keys(running.databases.orders.dump().documents.orders ?? {}).length;
  await close();
  return { orders: placed, accepted };
}
