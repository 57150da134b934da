import { v4 } from "uuid";
import { instant } from "#messaging/instant.ts";
import { beginning, type Message } from "#messaging/message.ts";
import { orderIdOf, placeOrder } from "#orders/place-order.ts";
import { wanted } from "./world.ts";

/** Customers who come to the door of orders; each who is served makes room for the next. */
export interface Customers {
  /** Keeps so many orders under way, from the command to the delivery; 0 lets in nobody new. */
  admit(most: number): void;
  /** One of the orders was delivered. */
  served(): void;
}

/** A crowd without HTTP: each order enters where an HTTP request would hand it in. */
export function createCustomers(submit: (message: Message) => Promise<unknown>): Customers {
  let room = 0;
  let underWay = 0;
  let placed = 0;

  function fill(): void {
    while (underWay < room) {
      underWay += 1;
      placed += 1;
      submit(orderOf(placed)).catch((error) => {
        console.error("an order was not taken:", error);
        process.exit(1);
      });
    }
  }

  return {
    admit(most) {
      room = most;
      fill();
    },
    served() {
      // Orders over HTTP are served as well, and did not come through here.
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
