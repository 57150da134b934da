import type { Order } from "#orders/order.ts";
import { documentsOf } from "#stage/guarantees/document-checks.ts";
import type { Invariant } from "#stage/guarantees/invariants.ts";
import type { Process } from "./conductor/process.ts";

/** What must hold in the twin besides the invariants of every company. */
export const invariants: readonly Invariant[] = [
  {
    name: "every order has a process, which ends as the order does",
    checked: ({ databases }) => [documentsOf<Order>(databases.orders, "orders").length, "order"],
    violations({ databases }) {
      const processes = databases.conductor
        ? documentsOf<Process>(databases.conductor, "processes").map(
            ({ orderId, status }) => [orderId, status === "tombstone" ? "cancelled" : status] as const,
          )
        : [];
      const ends = new Map(processes);
      return documentsOf<Order>(databases.orders, "orders")
        .filter(({ orderId, status }) => ends.get(orderId) !== status)
        .map(
          ({ orderId, status }) =>
            `order ${orderId} is ${status}, its process ${ends.get(orderId) ?? "missing"}`,
        );
    },
  },
];
