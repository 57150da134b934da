import { missedOrders } from "../lab/brokers/kitchen-screen.ts";
import type { Lesson } from "../lesson.ts";

export const queueOrBroker: Lesson = {
  name: "queue-or-broker",
  title: "A subscription without a queue",
  questions: [72, 73, 74, 75, 79],
  ground: "chassis",
  hook: `Kitchen screens subscribe to new orders by publish and subscribe. A screen restarts, which takes a
minute, and sixty orders are never cooked.`,
  compares: "OFF: the screen subscribes without a queue. ON: it has a queue of its own.",
  predictions: [
    {
      ask: "An order a second for three minutes, away for one of them: how many does the screen miss?",
      measure: "missed",
      unit: "orders",
      off: [58, 62],
      on: [0, 0],
    },
  ],
  knobs: [
    { name: "away", about: "how long the screen is away", unit: "s", from: 0, to: 120, step: 5, usual: 60 },
  ],
  experiment: async ({ side, seed, knobs: { away = 60 } }) => ({
    missed: await missedOrders({ seed, orders: 180, awaySeconds: away, hasQueue: side === "on" }),
  }),
  watch: [
    "OFF, the broker passes messages to connected subscribers, and keeps nothing.",
    "ON, a queue stands between. When the screen is back, it finds the orders of that minute.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "MemoryQueue" },
  explain: `A broker routes; a queue keeps. Redis pub/sub, NATS core and our own observers are a broker
without queues: a subscriber that is away misses messages. An array, a table with leases or a socket's backlog
are queues without a broker: they keep, but know neither routing nor permissions. RabbitMQ is both: exchanges
decide which queues get a message, and each queue keeps it until it is acknowledged.`,
  wrong: [
    {
      answer: "A broker is a queue with a web page.",
      why: "It is many queues, with rules for which of them get a copy and which clients may publish or consume.",
    },
    {
      answer: "Publish and subscribe means that everyone gets everything.",
      why: "Only durable subscribers do. Others get what is published while they are connected.",
    },
  ],
  followUps: [
    {
      ask: "Until when is a table enough as a queue?",
      answer:
        "For one team and some hundred messages a second. Beyond that it needs leases, indexes and cleanup.",
      level: "middle",
      lesson: "outbox-job",
    },
    {
      ask: "Is the outbox a queue?",
      answer: "Yes: durable, with leases, in the same transaction as the state. The broker adds the routing.",
      level: "senior",
    },
  ],
  limits: "The broker itself never fails here.",
};
