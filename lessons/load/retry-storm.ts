import { lab } from "../lab/lab.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const requests = 1_000;

export const retryStorm: Lesson = {
  name: "retry-storm",
  title: "Three layers, four attempts each",
  questions: [6, 13, 27],
  ground: "lab",
  hook: `The database behind the third service slows down. Within a minute it gets sixty times its usual load, and nobody has more customers
than yesterday.`,
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
    { name: "layers", about: "services above each other", unit: "", from: 1, to: 5, step: 1, usual: 3 },
    { name: "attempts", about: "attempts of each layer", unit: "", from: 1, to: 6, step: 1, usual: 4 },
    {
      name: "budget",
      about: "retries for 100 requests, ON",
      unit: "%",
      from: 0,
      to: 100,
      step: 5,
      usual: 10,
    },
  ],
  experiment({ side, seed, knobs: { layers = 3, attempts = 4, budget = 10 } }) {
    const model = lab(seed);
    let atTheBottom = 0;
    const call = (layer: number): void => {
      if (layer === 0) atTheBottom += 1;
      else for (let attempt = 0; attempt < attempts; attempt += 1) call(layer - 1);
    };
    for (let n = 0; n < requests; n += 1) {
      if (side === "off") call(layers);
      else {
        // One layer retries, and only while it has budget left.
        atTheBottom += 1;
        if (model.random() < budget / 100) atTheBottom += 1;
      }
      showTrial(n, () => ({ callsAtTheBottom: atTheBottom / (n + 1) }));
    }
    return { callsAtTheBottom: atTheBottom / requests };
  },
  watch: [
    "Each layer multiplies: four attempts in each of three layers are 4³ = 64.",
    "With attempts at 2 it is still eightfold, at the very moment when the bottom can do less.",
  ],
  because: { file: "payments/http-provider.ts", name: "circuitBreaker" },
  explain: `Every layer that retries multiplies the attempts of those above. The load grows when capacity shrinks, and stays there after the
cause is gone. Retry in one layer only, the one that knows whether it still matters; within a budget (one retry for ten
requests); with a circuit breaker that stops when all fail; and pass the deadline on, so that nobody works for a caller who left.`,
  wrong: [
    {
      answer: "Every client should retry, to be safe.",
      why: "Each is safe alone. Together they are the attack.",
    },
    {
      answer: "Exponential backoff is enough.",
      why: "It spreads the storm over time. The product of attempts is the same.",
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
  limits:
    "The bottom is down all the time. Between one that fails and one that answers late, the storm begins earlier.",
};
