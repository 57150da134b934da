import { instant } from "#messaging/instant.ts";
import { idOf } from "#messaging/message.ts";
import type { FactName } from "#orders/fact.ts";
import { type Order, placed, withFact } from "#orders/order.ts";
import type { OrderStatus } from "#orders/status.ts";
import { benchBroker, numbers } from "../bench-broker.ts";
import { watchOrder } from "./order-watch.ts";

const facts: readonly (readonly [FactName, OrderStatus])[] = [
  ["payment-succeeded", "paid"],
  ["order-confirmed", "confirmed"],
  ["order-ready", "ready"],
  ["order-picked-up", "on-the-way"],
  ["order-delivered", "delivered"],
];

export interface EventsRun {
  readonly seed: number;
  readonly orders: number;
  readonly consumers: number;
  /** Whether an order's status follows from all its events, or is that of the event handled last. */
  readonly isDerived: boolean;
}

/** Publishes five events for each order, in order, to one queue. Its consumers take 5 to 34 ms per event. */
export async function handleOrderEvents({ seed, orders, consumers, isDerived }: EventsRun) {
  const bench = benchBroker(seed, ["orders"]);
  const at = instant(bench.clock.now());
  const documents = numbers(orders).map((n) => newOrder(n, at));
  const lastWritten: OrderStatus[] = documents.map(({ status }) => status);
  const watch = watchOrder(orderOf);
  const statuses = () => (isDerived ? documents.map(({ status }) => status) : lastWritten);
  const wrongStatus = (): number => statuses().filter((status) => status !== "delivered").length;

  function handle(n: number): void {
    const order = orderOf(n);
    const fact = facts[n % facts.length];
    const document = documents[order];
    if (!fact || !document) return;
    const [what, status] = fact;
    documents[order] = withFact(document, { what, at, by: "orders" });
    lastWritten[order] = status;
    watch.handled(n);
    bench.show(() => ({ wrongStatus: wrongStatus() }));
  }

  const workMs = (): number => 5 + Math.floor(bench.random() * 30);
  await bench.startWorkers(numbers(consumers).map(() => ({ queue: "orders", workMs, handle })));
  await bench.publish(numbers(orders * facts.length));
  await bench.clock.runToRest();
  return { wrongStatus: wrongStatus(), outOfOrder: watch.outOfOrder() };
}

const orderOf = (n: number): number => Math.floor(n / facts.length);

const newOrder = (n: number, placedAt: ReturnType<typeof instant>): Order =>
  placed({
    orderId: idOf(`order ${n}`),
    customerId: "ada",
    restaurantId: "trattoria-sole",
    restaurantName: "Trattoria Sole",
    items: [],
    total: { amount: 950, currency: "EUR" },
    address: "1 Ballet Lane",
    placedAt,
  });
