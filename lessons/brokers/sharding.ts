import { outOfOrderByKey, shareThatMoves } from "../lab/brokers/partitions.ts";
import type { Lesson } from "../lesson.ts";

export const sharding: Lesson = {
  name: "sharding",
  title: "The fifth partition",
  questions: [64],
  ground: "chassis",
  hook: `Messages about one account must be handled in order, and one consumer is too slow. A team splits them
by key over four queues. A year later it needs a fifth, and nearly every account changes its queue.`,
  compares: "OFF: one shared queue; key modulo n. ON: a queue for each consumer; consistent hashing.",
  predictions: [
    {
      ask: "1,000 messages, four consumers: how many are handled after a later one of their key? One shared queue (OFF), a queue per consumer, chosen by key (ON).",
      measure: "outOfOrder",
      unit: "messages",
      off: [5, 500],
      on: [0, 0],
    },
    {
      ask: "From four partitions to five: what share of the keys moves? Key modulo n (OFF), consistent hashing (ON).",
      measure: "moved",
      unit: "%",
      off: [75, 85],
      on: [10, 30],
    },
  ],
  knobs: [
    {
      name: "consumers",
      about: "queues on the ON side, too",
      unit: "consumers",
      from: 2,
      to: 8,
      step: 1,
      usual: 4,
    },
  ],
  async experiment({ side, seed, knobs: { consumers = 4 } }) {
    const load = { seed, messages: 1_000, keys: 20, consumers };
    return {
      outOfOrder: await outOfOrderByKey({ ...load, isPartitioned: side === "on" }),
      moved: shareThatMoves(consumers, side === "on"),
    };
  },
  watch: [
    "Each partition has one consumer, which handles one message at a time: the order of each key holds.",
    "Modulo 5 agrees with modulo 4 for a fifth of the keys. On the ring, the fifth partition takes its keys from the other four.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "nextConsumer" },
  explain: `Order matters within a key, not across keys. A hash of the key chooses the partition, and each
partition has one active consumer: order for each key, and as many consumers as partitions. When that number
changes, modulo moves four fifths of the keys; a ring with many points per partition moves only a fifth. The
keys that move need care: drain their old partition first, or two consumers work on one key.`,
  wrong: [
    {
      answer: "Hash modulo n, and n is configuration.",
      why: "Changing n moves 80 % of the keys at once, while messages still wait in their old queues.",
    },
    {
      answer: "More partitions than consumers make it faster.",
      why: "They allow more consumers later. Consumers bring the speed, and a hot key stays on one of them.",
    },
  ],
  followUps: [
    {
      ask: "How is that built with RabbitMQ?",
      answer:
        "A consistent-hash exchange and n queues with `x-single-active-consumer`, where a second instance only stands by. Or a super stream.",
      level: "senior",
    },
    {
      ask: "Half of all messages have one key. What now?",
      answer:
        "Its partition carries half of the load while the others idle. Split that key further if its order allows, or give it its own queue.",
      level: "senior",
    },
  ],
  limits: "Two models in one: order on our memory broker, movement by arithmetic.",
};
