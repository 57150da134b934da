import type { Tokens } from "#messaging/http/request/auth.ts";
import { dishes, habits } from "./habits.ts";

export interface TrafficOptions {
  readonly url: string;
  /** Orders a second. */
  readonly perSecond: number;
  readonly tokens: Tokens;
}

export interface Traffic {
  /** Stops placing orders, and resolves once every pending request has a response. */
  stop(): Promise<void>;
}

/** Simulates customers who order over HTTP at a steady rate. */
export function startTraffic({ url, perSecond, tokens }: TrafficOptions): Traffic {
  const underWay = new Set<Promise<void>>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  async function ask(path: string, token: string, body: object): Promise<Response> {
    return fetch(`${url}${path}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
  }

  async function order(): Promise<void> {
    const { card, later } = draw(habits);
    const [restaurantId, dishId] = draw(dishes);
    const id = `customer-${Math.floor(Math.random() * 1_000)}`;
    const token = await tokens.issue({ id, name: "Guest", email: `${id}@example.com`, role: "customer" });
    const items = [{ dishId, quantity: 1 + Math.floor(Math.random() * 3) }];
    const answer = await ask("/orders", token, { restaurantId, items, card, address: "1 Ballet Lane" });
    if (!answer.ok) return;
    const { pathname } = new URL(answer.headers.get("Location") ?? "", url);
    const orderId = pathname.split("/").at(-1);
    if (later === "confirm") soon(() => ask(`/payments/${orderId}/confirm`, token, {}));
    if (later === "cancel") soon(() => ask(`/orders/${orderId}/cancel`, token, {}));
  }

  function soon(work: () => Promise<unknown>): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        track(work());
      },
      1_000 + Math.random() * 5_000,
    );
    timers.add(timer);
  }

  function track(work: Promise<unknown>): void {
    const done = work.then(
      () => {},
      () => {},
    );
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  }

  const placing = setInterval(() => track(order()), 1_000 / perSecond);

  return {
    async stop() {
      clearInterval(placing);
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}

const draw = <T>(from: readonly T[]): T => {
  const drawn = from[Math.floor(Math.random() * from.length)];
  if (drawn === undefined) throw new Error("cannot draw from an empty list");
  return drawn;
};
