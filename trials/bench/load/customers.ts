import { v4 } from "uuid";
import { instant } from "#messaging/instant.ts";
import { beginning, type Message } from "#messaging/message.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { wanted } from "../world.ts";

/** Simulated customers; each delivered order makes room for a new one. */
export interface Customers {
  /** Keeps `most` orders under way, from the command to the delivery; 0 admits no new orders. */
  admit(most: number): void;
  /**
   * Places this many orders per second, however many are under way; 0 ends it. What a busy process was too late for is placed at once.
   */
  pace(perSecond: number): void;
  /** Reports that one order was delivered. */
  served(): void;
}

/** Customers without HTTP: each order is submitted to the service directly, as its HTTP route does. */
export function createCustomers(submit: (message: Message) => Promise<unknown>): Customers {
  let room = 0;
  let underWay = 0;
  let placed = 0;
  let pacing: ReturnType<typeof setInterval> | undefined;

  function place(): void {
    placed += 1;
    submit(orderOf(placed)).catch((error) => {
      console.error("an order was not accepted:", error);
      process.exit(1);
    });
  }

  function fill(): void {
    while (underWay < room) {
      underWay += 1;
      place();
    }
  }

  return {
    admit(most) {
      room = most;
      fill();
    },
    pace(perSecond) {
      clearInterval(pacing);
      if (perSecond === 0) return;
      const since = performance.now();
      let due = 0;
      pacing = setInterval(() => {
        for (; due < ((performance.now() - since) / 1_000) * perSecond; due += 1) place();
      }, 1_000 / perSecond);
    },
    served() {
      // Orders over HTTP are counted here as well, although they were not admitted here.
      underWay = Math.max(0, underWay - 1);
      fill();
    },
  };
}

function orderOf(nth: number): Message {
  const id = v4();
  const orderId = orderIdOf(id);
  const customerId = `customer-${nth % 10_000}`;
  const customer = { customerId, name: "Ada Lovelace", email: `${customerId}@example.com` };
  const data = { ...wanted(nth), orderId, customer };
  const time = instant(Date.now());
  return beginning({ id, type: placeOrder.type, source: "/orders", subject: orderId, time, data });
}
