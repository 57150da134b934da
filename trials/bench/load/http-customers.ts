import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Child } from "../processes/child.ts";
import { wanted } from "../world.ts";

/** Customers who order over HTTP; the orders process reports deliveries. */
export interface HttpCustomers {
  /** Keeps `most` orders under way; 0 stops. */
  admit(most: number): void;
  /** Places one order, and resolves to the time until its delivery, in milliseconds. */
  orderAlone(): Promise<number>;
  close(): void;
}

/** The maximum number of concurrent requests. */
const maxRequests = 32;

export async function httpCustomers(orders: Child): Promise<HttpCustomers> {
  const { port, token } = await orders.ask<{ port: number; token: string }>("listen");
  const agent = new Agent({ keepAlive: true, maxSockets: maxRequests });
  let room = 0;
  let underWay = 0;
  let openRequests = 0;
  let placed = 0;
  let alone: (() => void) | undefined;

  function post(): Promise<void> {
    placed += 1;
    const body = JSON.stringify(wanted(placed));
    const headers = {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "Idempotency-Key": randomUUID(),
    };
    return new Promise((resolve, reject) => {
      const asked = request({ agent, port, host: "127.0.0.1", path: "/orders", method: "POST", headers });
      asked.on("error", reject);
      asked.on("response", (response) => {
        response.resume().on("end", () => {
          if (response.statusCode === 202) resolve();
          else reject(new Error(`POST /orders was answered ${response.statusCode}`));
        });
      });
      asked.end(body);
    });
  }

  function fill(): void {
    while (underWay < room && openRequests < maxRequests) {
      underWay += 1;
      openRequests += 1;
      post().then(
        () => {
          openRequests -= 1;
          fill();
        },
        (error) => {
          if (room > 0) console.error("an order was not accepted:", error);
        },
      );
    }
  }

  orders.onNote((note) => {
    const { delivered = 0 } = note as { delivered?: number };
    underWay = Math.max(0, underWay - delivered);
    alone?.();
    fill();
  });

  return {
    admit(most) {
      room = most;
      underWay = 0;
      fill();
    },
    async orderAlone() {
      const began = performance.now();
      const served = new Promise<void>((resolve) => {
        alone = resolve;
      });
      await post();
      await served;
      alone = undefined;
      return performance.now() - began;
    },
    close: () => agent.destroy(),
  };
}
