import { workThrough } from "../lab/load/serial-services.ts";
import type { Lesson } from "../lesson.ts";

export const availability: Lesson = {
  name: "availability",
  title: "Ten services at 98 %",
  questions: [29],
  ground: "lab",
  hook: `Each of ten teams keeps its promise of 98 %. A request that needs all ten services fails for four and
a half hours a day.`,
  compares:
    "OFF: all ten services must work at the same moment. ON: the first service queues the order for the other nine.",
  predictions: [
    {
      ask: "How much of a year does a chain of ten calls work?",
      measure: "works",
      unit: "%",
      off: [80, 83.5],
      on: [97, 99],
    },
    {
      ask: "For how many hours a day does a customer meet a failure?",
      measure: "hoursADay",
      unit: "h",
      off: [4, 4.8],
      on: [0.2, 0.7],
    },
  ],
  knobs: [
    { name: "services", about: "in the chain", unit: "", from: 1, to: 30, step: 1, usual: 10 },
    { name: "up", about: "availability of each", unit: "%", from: 90, to: 99.9, step: 0.1, usual: 98 },
    { name: "outage", about: "mean length of an outage", unit: "min", from: 1, to: 120, step: 1, usual: 10 },
  ],
  // ON, the first service queues the order, and the others do their part once they are back.
  experiment: ({ side, seed, knobs: { services: many = 10, up = 98, outage = 10 } }) =>
    workThrough(seed, { many, up: up / 100, outage, needsAll: side === "off" }),
  watch: [
    "0.98¹⁰ is 81.7 %. Independent availabilities in series multiply.",
    "ON, only the first service must be up. An outage of another makes its work late, and fails no request.",
  ],
  because: { file: "orders/place-order.ts", name: "onPlaceOrder" },
  explain: `A synchronous chain works only while all its services work, so availabilities multiply. With a
queue in between, the customer needs the first service alone, with its database and its broker; an outage
behind it delays the work. The figure to promise is then a delay, not an availability. Two instances of each
service would give 99.6 %, if they failed independently.`,
  wrong: [
    { answer: "98 %.", why: "That is one of them. Ten in series are 81.7 %." },
    {
      answer: "Retries fix it.",
      why: "An outage of ten minutes outlasts any retry that a customer waits for.",
    },
  ],
  followUps: [
    {
      ask: "Is the broker in series too?",
      answer:
        "For the first service, yes, unless its outbox keeps the event while the broker is down. Ours does.",
      level: "middle",
      lesson: "outbox",
    },
    {
      ask: "What if the failures are correlated?",
      answer:
        "The chain gets better, because its services fail together. Redundant instances get worse, for the same reason.",
      level: "senior",
    },
  ],
  limits:
    "Outages are independent and total. Deployments and slow answers cause most real downtime, and are neither.",
};
