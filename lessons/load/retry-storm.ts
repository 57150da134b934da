import { callsAtTheBottom } from "../lab/load/retry-layers.ts";
import type { Lesson } from "../lesson.ts";

export const retryStorm: Lesson = {
  name: "retry-storm",
  title: "Three layers, four attempts each",
  questions: [6, 13, 27],
  ground: "lab",
  hook: `The database behind the third service slows down. Within a minute it gets sixty times its usual load,
from no more customers than yesterday.`,
  compares:
    "OFF: each of three layers makes up to four attempts. ON: retries are limited to 10 % of the requests.",
  predictions: [
    {
      ask: "One customer clicks once. How many calls reach the service at the bottom?",
      measure: "callsAtTheBottom",
      unit: "calls",
      off: [64, 64],
      on: [1, 1.3],
    },
  ],
  knobs: [
    { name: "layers", about: "services in a chain", unit: "", from: 1, to: 5, step: 1, usual: 3 },
    { name: "attempts", about: "attempts of each layer", unit: "", from: 1, to: 6, step: 1, usual: 4 },
    {
      name: "budget",
      about: "retries per 100 requests, ON",
      unit: "%",
      from: 0,
      to: 100,
      step: 5,
      usual: 10,
    },
  ],
  experiment: ({ side, seed, knobs: { layers = 3, attempts = 4, budget = 10 } }) => ({
    callsAtTheBottom: callsAtTheBottom(seed, {
      layers,
      attempts,
      budget: side === "on" ? budget / 100 : undefined,
    }),
  }),
  watch: [
    "Each layer multiplies: four attempts in each of three layers are 4³ = 64.",
    "With two attempts it is still eightfold, just when the bottom can do less.",
  ],
  because: { file: "payments/http-provider.ts", name: "circuitBreaker" },
  explain: `Every layer that retries multiplies the attempts of the layers above. Load grows as capacity
shrinks, and stays high after the cause is gone. Retry in one layer only, the one that knows whether the
result still matters. Keep a budget (one retry per ten requests) and a circuit breaker that stops when all
calls fail. Pass the deadline on, so that no layer works for a caller that has left.`,
  wrong: [
    {
      answer: "Every client should retry, to be safe.",
      why: "Each alone is safe. Together they are an attack.",
    },
    {
      answer: "Exponential backoff is enough.",
      why: "It spreads the storm over time. The product of attempts stays the same.",
    },
  ],
  followUps: [
    {
      ask: "Which layer should retry?",
      answer:
        "The one that can wait longest and knows the deadline: often the edge, or the outbox of the first durable step.",
      level: "middle",
    },
    {
      ask: "How is a retry budget kept?",
      answer: "A token bucket in each client: a request adds a tenth of a token, a retry takes a whole one.",
      level: "senior",
    },
  ],
  limits: "The bottom is down all the time. If it only answers late, the storm begins before it fails.",
};
