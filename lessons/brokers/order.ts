import { instant } from "#messaging/instant.ts";
import { idOf } from "#messaging/message.ts";
import { type FactName, type OrderStatus, placed, withFact } from "#orders/order.ts";
import { benchBroker, numberIn, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const orders = 200;
const facts: readonly (readonly [FactName, OrderStatus])[] = [
  ["payment-succeeded", "paid"],
  ["order-confirmed", "confirmed"],
  ["order-ready", "ready"],
  ["order-picked-up", "on-the-way"],
  ["order-delivered", "delivered"],
];

export const order: Lesson = {
  name: "order",
  title: "Delivered, and then ready",
  questions: [77, 78],
  ground: "chassis",
  hook: `Four instances read one queue. Each of 200 orders has five events, published in order. The last event that an instance writes is the
order's status, and some customers read "ready" after their meal.`,
  predictions: [
    {
      ask: "How many of the 200 orders end with a wrong status?",
      measure: "wrongStatus",
      unit: "orders",
      off: [10, 199],
      on: [0, 0],
    },
  ],
  knobs: [
    { name: "consumers", about: "instances on the queue", unit: "", from: 1, to: 8, step: 1, usual: 4 },
  ],
  async experiment({ side, seed, knobs: { consumers = 4 } }) {
    const bench = benchBroker(seed, ["orders"]);
    const at = instant(bench.clock.now());
    const documents = numbers(orders).map((n) => newOrder(n, at));
    const latest: OrderStatus[] = documents.map(({ status }) => status);
    const handled: number[] = [];
    const ends = () => (side === "off" ? latest : documents.map(({ status }) => status));
    const wrong = (): number => ends().filter((status) => status !== "delivered").length;
    for (const consumer of numbers(consumers)) {
      await bench.broker.connect(`orders-${consumer}`).consume("orders", { prefetch: 1 }, ({ body, ack }) => {
        const n = numberIn(body);
        bench.after(5 + Math.floor(bench.random() * 30), () => {
          const at = Math.floor(n / facts.length);
          const [what, status] = facts[n % facts.length] ?? ["order-placed", "awaiting-payment"];
          const before = documents[at];
          if (before) documents[at] = withFact(before, { what, at: before.placedAt, by: "orders" });
          latest[at] = status;
          handled.push(n);
          bench.show(() => ({ wrongStatus: wrong() }));
          ack();
        });
      });
    }
    await bench.publish(numbers(orders * facts.length));
    await bench.clock.runToRest();
    return {
      wrongStatus: wrong(),
      outOfOrder: outOfOrder(handled),
    };
  },
  watch: [
    "`outOfOrder` is the same on both sides: so many events were handled after a later one of their order.",
    "With one consumer nothing is out of order, until it retries something.",
  ],
  because: {
    file: "orders/order.ts",
    name: "milestones.find(([what]) => history.some((fact) => fact.what === what))?.[1] ??",
    undo: "milestones.find(([what]) => history.at(-1)?.what === what)?.[1] ??",
  },
  explain: `A queue delivers in order, to whoever is free. Two instances then finish in the order of their work. So the order of handling is not the
order of events. Either restore it (one partition for each key, one active consumer of each), or do without it: store the facts,
and derive the status from all of them. The furthest fact decides, whenever it came.`,
  wrong: [
    {
      answer: "A queue is first in, first out, so the order holds.",
      why: "Of the deliveries, with one publisher and no redelivery. Not of what the consumers finish.",
    },
    {
      answer: "Let one instance do it all.",
      why: "Then order holds until the first retry, and the load of that instance is the limit.",
    },
  ],
  followUps: [
    {
      ask: "Two producers publish about one order. Which order do their events have?",
      answer:
        "None. Order holds for one channel of one producer. Cause and effect may still arrive in either order.",
      level: "middle",
      lesson: "join",
    },
    {
      ask: "Is a timestamp or a sequence number enough?",
      answer:
        "To ignore what is older than what I have, yes, where the newest state is all that counts. To act on each fact, no.",
      level: "senior",
    },
  ],
  limits: "On our memory broker. RabbitMQ adds redeliveries, which reorder as well.",
};

function newOrder(n: number, placedAt: ReturnType<typeof instant>) {
  const total = { amount: 950, currency: "EUR" as const };
  const restaurant = { restaurantId: "trattoria-sole", restaurantName: "Trattoria Sole" };
  return placed({
    orderId: idOf(`order ${n}`),
    customerId: "ada",
    ...restaurant,
    items: [],
    total,
    address: "1 Ballet Lane",
    placedAt,
  });
}

/** How many were handled after a later one of the same order. */
function outOfOrder(handled: readonly number[]): number {
  const furthest = new Map<number, number>();
  return handled.filter((n) => {
    const key = Math.floor(n / facts.length);
    const before = furthest.get(key) ?? -1;
    furthest.set(key, Math.max(before, n));
    return n < before;
  }).length;
}
