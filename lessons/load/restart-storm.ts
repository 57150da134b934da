import { restartAll } from "../lab/load/restart.ts";
import type { Lesson } from "../lesson.ts";

export const restartStorm: Lesson = {
  name: "restart-storm",
  title: "The first instance up drowns",
  questions: [15],
  ground: "lab",
  hook: `All three instances of B restart within ten seconds. The first one up gets the traffic of all three,
fails its health check and is removed; so is the next. An hour later B has not served a single request.`,
  compares: "OFF: an instance accepts every request. ON: it refuses at once what exceeds its capacity.",
  predictions: [
    {
      ask: "How often does the balancer remove an instance within ten minutes?",
      measure: "removed",
      unit: "times",
      off: [100, 500],
      on: [0, 0],
    },
    {
      ask: "What share of the requests is served?",
      measure: "served",
      unit: "%",
      off: [0, 10],
      on: [90, 100],
    },
  ],
  knobs: [
    { name: "offered", about: "requests", unit: "/s", from: 50, to: 290, step: 10, usual: 240 },
    {
      name: "jitter",
      about: "clients spread retries over it, ON",
      unit: "s",
      from: 0,
      to: 60,
      step: 1,
      usual: 30,
    },
  ],
  experiment: ({ side, seed, knobs: { offered = 240, jitter = 30 } }) =>
    restartAll(seed, { offered, jitter, acceptsEverything: side === "off" }),
  watch: [
    "OFF, an instance works as hard as it can, on requests that clients have already retried.",
    "ON, an instance takes what it can handle and refuses the rest at once. Even when full, it stays healthy.",
  ],
  because: { file: "messaging/http/operator-routes.ts", name: "healthz" },
  explain: `An instance that accepts everything answers too late, counts as sick, and is removed with every
request it holds. The others get its load. The way out: refuse at once what exceeds capacity, so that a full
instance stays healthy. Separate "not ready" from "not alive", so that no full instance is restarted. Let
clients back off with jitter. Let the balancer ignore its checks when most of them fail.`,
  wrong: [
    { answer: "More instances.", why: "They come up one after the other, and each drowns in turn." },
    { answer: "A longer health check.", why: "It removes them later, with a longer line." },
  ],
  followUps: [
    {
      ask: "What is panic mode?",
      answer:
        "When most instances look sick, the balancer distrusts its checks and sends to all: some answers beat none.",
      level: "senior",
    },
    {
      ask: "How would a queue change this?",
      answer:
        "B takes what it can handle from the first second. No instance drowns, and the backlog is served late.",
      level: "middle",
      lesson: "backlog",
    },
  ],
  limits:
    "A model in steps of 100 ms, with one kind of request and a check that fails after a second of overload.",
};
