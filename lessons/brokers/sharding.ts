import { benchBroker, numberIn, numbers } from "../lab/bench-broker.ts";
import { hash, onTheRing } from "../lab/brokers/consistent-hash.ts";
import type { Lesson } from "../lesson.ts";

const messages = 1_000;
const keys = 20;
const partitions = 4;

export const sharding: Lesson = {
  name: "sharding",
  title: "The fifth partition",
  questions: [64],
  ground: "chassis",
  hook: `Messages about one account must be handled in order, and one consumer is too slow. A team divides by key into four queues. A year later it
needs a fifth, and wonders why nearly every account changes its queue.`,
  predictions: [
    {
      ask: "1,000 messages, four consumers: how many are handled after a later one of their key? One queue (OFF), one for each share of the keys (ON).",
      measure: "outOfOrder",
      unit: "messages",
      off: [5, 500],
      on: [0, 0],
    },
    {
      ask: "From four partitions to five: which share of the keys moves? Key modulo n (OFF), consistent hashing (ON).",
      measure: "moved",
      unit: "%",
      off: [75, 85],
      on: [10, 30],
    },
  ],
  async experiment({ side, seed }) {
    return { outOfOrder: await handle(side === "on", seed), moved: moved(side === "on") };
  },
  watch: [
    "Within a partition one consumer handles one message after the other, so the order of each key holds.",
    "Modulo 5 shares only a fifth of its results with modulo 4. On the ring the fifth partition takes its keys from the other four.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "nextConsumer" },
  explain: `Order is needed for a key, not for all. A hash of the key chooses the partition, and each partition has one active consumer: order for each
key, and as many consumers as partitions. When their number changes, modulo moves four fifths of the keys; a ring with many points
for each partition moves only a fifth. Those that move need care: drain first, or two consumers work on one key.`,
  wrong: [
    {
      answer: "Hash modulo n, and n is configuration.",
      why: "Changing it moves 80 % of the keys at once, while messages of the old assignment still wait.",
    },
    {
      answer: "More partitions than consumers make it faster.",
      why: "They make it divisible. Speed comes from consumers, and one hot key stays on one of them.",
    },
  ],
  followUps: [
    {
      ask: "How is that built with RabbitMQ?",
      answer:
        "A consistent-hash exchange, n queues, and `x-single-active-consumer` on each, so that a second instance only stands by. Or a super stream.",
      level: "senior",
    },
    {
      ask: "Half of all messages have one key. What now?",
      answer:
        "Its partition has half of the load, and the others idle. Divide that key further if its order allows, or give it a queue of its own.",
      level: "senior",
    },
  ],
  limits: "Two models in one: order on our memory broker, movement by arithmetic.",
};

/** How many messages four consumers handle after a later one of the same key. */
async function handle(byKey: boolean, seed: number): Promise<number> {
  const queues = byKey ? numbers(partitions).map((n) => `part-${n}`) : ["all"];
  const bench = benchBroker(seed, queues);
  const keyOf = keysOf(bench.random);
  const furthest = new Map<number, number>();
  let outOfOrder = 0;
  for (const consumer of numbers(partitions)) {
    const queue = queues[consumer % queues.length] ?? "all";
    await bench.broker.connect(`consumer-${consumer}`).consume(queue, { prefetch: 1 }, ({ body, ack }) => {
      const n = numberIn(body);
      bench.after(1 + Math.floor(-Math.log(1 - bench.random()) * 10), () => {
        const before = furthest.get(keyOf(n)) ?? -1;
        furthest.set(keyOf(n), Math.max(n, before));
        if (n < before) outOfOrder += 1;
        bench.show(() => ({ outOfOrder }));
        ack();
      });
    });
  }
  for (const n of numbers(messages)) {
    await bench.publishTo(byKey ? `part-${keyOf(n) % partitions}` : "all", n);
  }
  await bench.clock.runToRest();
  return outOfOrder;
}

/** A key for each message, drawn once. */
function keysOf(random: () => number): (n: number) => number {
  const drawn = numbers(messages).map(() => Math.floor(random() * keys));
  return (n) => drawn[n] ?? 0;
}

/** The share of 10,000 keys whose partition changes from four partitions to five, in percent. */
function moved(isConsistent: boolean): number {
  const all = numbers(10_000);
  const place = isConsistent ? onTheRing : (key: number, many: number) => hash(`key ${key}`) % many;
  return (
    (100 * all.filter((key) => place(key, partitions) !== place(key, partitions + 1)).length) / all.length
  );
}
