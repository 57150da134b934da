import supertest from "supertest";
import { topology } from "#contracts/topology.ts";
import { type Principal, tokens } from "#messaging/http/auth.ts";
import { memoryBroker } from "#messaging/memory/broker.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { run } from "#messaging/running/run.ts";
import { ordersHttp } from "#orders/http.ts";
import { ordersService } from "#orders/service.ts";
import { heard } from "./story.ts";

export const ada: Principal = { id: "ada", name: "Ada Lovelace", email: "ada@example.com", role: "customer" };
export const grace: Principal = { ...ada, id: "grace", name: "Grace Hopper", email: "grace@example.com" };
export const staff: Principal = { ...ada, id: "sam", name: "Sam", email: "sam@example.com", role: "staff" };
export const courier: Principal = { ...ada, id: "marie", name: "Marie", role: "courier" };
/** Nobody can write to Hal, so no event can name him. */
export const hal: Principal = { ...ada, id: "hal", email: "hal@localhost" };

/** What Ada would like, as she asks for it. */
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

/** Orders: two instances on the embedded adapters, with one menu. The clock shows 18:00 until it is moved. */
export async function runOrders() {
  const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
  const broker = memoryBroker({ clock, topology });
  const database = memoryDatabase();
  const store = database.connect();
  const running = await run(ordersService, { broker: broker.connect("orders"), store, clock });
  const second = { broker: broker.connect("orders"), store: database.connect(), clock };
  const elsewhere = await run(ordersService, second, { instance: 2 });
  const { authenticate, issue } = tokens({ secret: "a secret of the tests, 32 bytes or more", clock });
  const tokenOf = new Map<Principal, string>();
  for (const who of [ada, grace, staff, courier, hal]) tokenOf.set(who, `Bearer ${await issue(who)}`);
  const { app } = ordersHttp({ authenticate, clock, running, store });
  const http = supertest(app);
  const said: string[] = [];
  broker.listen(({ routingKey }) => void said.push(routingKey));
  /** Hands a message in at the door. */
  const hears = (message: Message) => running.submit(message, "");
  const get = (path: string, as: Principal) => http.get(path).set("Authorization", tokenOf.get(as) ?? "");
  const post = (path: string, { as, key }: { as: Principal; key?: string }) =>
    http
      .post(path)
      .set("Authorization", tokenOf.get(as) ?? "")
      .set(key === undefined ? {} : { "Idempotency-Key": key });
  await hears(heard("restaurants.menu-changed.v1"));

  return {
    clock,
    database,
    http,
    hears,
    /** Hands a message in at the door of the second instance. */
    hearsElsewhere: (message: Message) => elsewhere.submit(message, ""),
    get,
    post,
    /** Orders dinner; the order's id. */
    place: async (as: Principal, key: string): Promise<string> =>
      (await post("/orders", { as, key }).send(dinner)).body.orderId,
    /** What was published, by type. */
    said,
    close: () => Promise.all([running.stop(), elsewhere.stop()]),
  };
}

export type RunningOrders = Awaited<ReturnType<typeof runOrders>>;
