import { callThroughOutages } from "../lab/load/outages.ts";
import type { Lesson } from "../lesson.ts";

export const retries: Lesson = {
  name: "retries",
  title: "Four attempts are not four nines",
  questions: [13],
  ground: "lab",
  hook: `B fails for 30 seconds in every five minutes: 10 % of the time. The team computes 0.1⁴ and promises
99.99 % with four quick attempts.`,
  compares: "OFF: three quick retries, 0.1 s apart. ON: five retries after 1 s, 5 s, 30 s, 2 min and 10 min.",
  predictions: [
    {
      ask: "How many of 100 calls succeed within their attempts?",
      measure: "succeeded",
      unit: "%",
      off: [85, 94],
      on: [99.5, 100],
    },
  ],
  knobs: [
    { name: "outage", about: "mean length of an outage", unit: "s", from: 1, to: 120, step: 1, usual: 30 },
    {
      name: "pause",
      about: "between quick attempts, OFF",
      unit: "ms",
      from: 10,
      to: 10_000,
      step: 10,
      usual: 100,
    },
  ],
  experiment({ side, seed, knobs: { outage = 30, pause = 100 } }) {
    const waitsMs = side === "off" ? [pause, pause, pause] : [1_000, 5_000, 30_000, 120_000, 600_000];
    return callThroughOutages(seed, outage * 1_000, waitsMs);
  },
  watch: [
    "Both sides make almost the same number of attempts per call. The waiting helps, not the number.",
    "With outages of 1 s, three waits of 10 s are enough.",
  ],
  because: { file: "messaging/backoff.ts", name: "export function backoff" },
  explain: `The attempts are not independent: a second one 100 ms later meets the same outage. A wait must
outlast what it waits for, so waits grow, with jitter so that callers do not return together. A call that must
succeed in the end is kept in an outbox and retried for hours.`,
  wrong: [
    {
      answer: "0.1⁴: 99.99 %.",
      why: "True for independent failures. Restarts, overload and deployments come in bursts.",
    },
    { answer: "More attempts.", why: "Twenty quick ones end within the same outage, and add load to it." },
  ],
  followUps: [
    {
      ask: "Which caller still waits after ten minutes?",
      answer:
        "No one at a screen. Answer 202, keep the call in the outbox, and report the result as an event.",
      level: "middle",
      lesson: "outbox",
    },
    {
      ask: "How long may a caller keep trying?",
      answer: "As long as its own caller waits: pass the deadline on, and give up when it has passed.",
      level: "senior",
      lesson: "timeouts",
    },
  ],
  limits:
    "B fails completely or not at all, and retries cost it nothing. What they do to an overloaded B: retry-storm.",
};
