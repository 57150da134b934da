import { handleOrderEvents } from "../lab/brokers/order-events.ts";
import type { Lesson } from "../lesson.ts";

export const order: Lesson = {
  name: "order",
  title: "Delivered, then ready",
  questions: [77, 78],
  ground: "chassis",
  hook: `Four instances consume one queue. Each of 200 orders has five events, published in order. An instance
stores each event that it handles as the order's status, and some customers read "ready" after their meal.`,
  compares:
    "OFF: the event handled last sets the status. ON: the status is derived from all events stored so far.",
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
  experiment: ({ side, seed, knobs: { consumers = 4 } }) =>
    handleOrderEvents({ seed, orders: 200, consumers, isDerived: side === "on" }),
  watch: [
    "`outOfOrder` is the same on both sides: it counts the events handled after a later one of their order.",
    "With one consumer nothing is out of order, until it retries something.",
  ],
  because: {
    file: "orders/status.ts",
    name: "milestones.find(([what]) => history.some((fact) => fact.what === what))?.[1] ??",
    undo: "milestones.find(([what]) => history.at(-1)?.what === what)?.[1] ??",
  },
  explain: `A queue delivers in order, to any consumer with room. Two instances then finish in whatever order
their work takes, so events are handled out of order. Either restore the order (a partition per key, with one
active consumer each), or do without it: store the facts, and derive the status from all of them. The furthest
fact decides, whenever it arrived.`,
  wrong: [
    {
      answer: "A queue is first in, first out, so the order holds.",
      why: "That holds for deliveries, with one publisher and no redelivery. Consumers finish in any order.",
    },
    {
      answer: "Let one instance handle everything.",
      why: "The order then holds until the first retry, and that instance limits the throughput.",
    },
  ],
  followUps: [
    {
      ask: "Two producers publish about one order. In which order do their events arrive?",
      answer: "In any. Order holds for one channel of one producer. An effect may arrive before its cause.",
      level: "middle",
      lesson: "join",
    },
    {
      ask: "Is a timestamp or a sequence number enough?",
      answer: "If only the newest state counts, yes: ignore older events. If each fact needs an action, no.",
      level: "senior",
    },
  ],
  limits: "On our memory broker. RabbitMQ adds redeliveries, which also reorder.",
};
