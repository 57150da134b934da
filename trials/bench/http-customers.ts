import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Child } from "./child.ts";
import { wanted } from "./world.ts";

/** Customers who order over HTTP; the process of orders says when they are served. */
export interface HttpCustomers {
  /** Keeps so many orders under way, until it is asked for 0. */
  admit(most: number): void;
  /** Places one order, and resolves with how long it took until it was delivered, in milliseconds. */
  orderAlone(): Promise<number>;
  close(): void;
}

/** The most requests at once; the others that may come wait for an answer first. */
const mostRequests = 32;

export async function httpCustomers(orders: Child): Promise<HttpCustomers> {
  const { port, token } = await orders.ask<{ port: number; token: string }>("listen");
  const agent = new Agent({ keepAlive: true, maxSockets: mostRequests });
  let room = 0;
  let underWay = 0;
  let asking = 0;
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
    while (underWay < room && asking < mostRequests) {
      underWay += 1;
      asking += 1;
      post().then(
        () => {
          asking -= 1;
          fill();
        },
        (error) => {
          if (room > 0) console.error("an order was not taken:", error);
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
