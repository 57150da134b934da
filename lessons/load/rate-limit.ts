import { fixedWindow, mostInASecond, tokenBucket } from "../lab/load/limiters.ts";
import type { Lesson } from "../lesson.ts";

export const rateLimit: Lesson = {
  name: "rate-limit",
  title: "The counter never said more than 150",
  questions: [16, 31],
  ground: "lab",
  hook: `System D allows 150 requests a second and blocks clients that send more. Our nine instances share a
counter for each second. The counter never says more than 150, and D blocks us.`,
  compares: "OFF: the limiter in the question, 150 a second. ON: a bucket of 15, refilled at 130 a second.",
  predictions: [
    {
      ask: "With a counter for each second, what is the highest number of calls in any one second?",
      measure: "mostWithWindow",
      unit: "calls",
      off: [250, 300],
      on: [100, 150],
    },
    {
      ask: "With a token bucket of 150 that refills at 150 a second?",
      measure: "mostWithBucket",
      unit: "calls",
      off: [250, 300],
      on: [100, 150],
    },
  ],
  knobs: [
    {
      name: "rate",
      about: "refill of the small bucket, ON",
      unit: "/s",
      from: 10,
      to: 150,
      step: 5,
      usual: 130,
    },
    { name: "burst", about: "size of the small bucket, ON", unit: "", from: 1, to: 150, step: 1, usual: 15 },
  ],
  async experiment({ side, seed, knobs: { rate = 130, burst = 15 } }) {
    const [window, bucket] =
      side === "off"
        ? [fixedWindow(150), tokenBucket(150, 150)]
        : [tokenBucket(rate, burst), tokenBucket(rate, burst)];
    return {
      mostWithWindow: await mostInASecond(seed, "inTheLastSecondWithWindow", window),
      mostWithBucket: await mostInASecond(seed, "inTheLastSecondWithBucket", bucket),
    };
  },
  watch: [
    "Traffic comes in bursts around the turn of a second: 150 calls at its end, 150 more at the start of the next.",
    "No second sees more than rate plus burst. The sum must stay within 150.",
  ],
  explain: `A window counts the seconds of the clock; D counts any second. A full window before the boundary
and a full one after it are 300 calls within a moment. A bucket of 150 that refills at 150 a second allows the
same: it is full after a quiet second, and refills while it empties. In any second, rate + burst is the limit:
use a small bucket, a sliding log, or GCRA. Leave a margin for rounding.`,
  wrong: [
    { answer: "A token bucket of 150.", why: "It allows 299 calls in the second after a pause." },
    {
      answer: "16 for each instance and second.",
      why: "Nine windows with boundaries of their own allow 271, and an idle instance wastes its share.",
    },
  ],
  followUps: [
    {
      ask: "The shared counter is down. What now?",
      answer:
        "Each instance falls back to a fixed share, well below a ninth. It neither stops nor sends without a limit.",
      level: "senior",
    },
    {
      ask: "One data center is idle. May the others use its 50?",
      answer: "Only with a lease that the centers share. Without one, 50 each is the price of independence.",
      level: "senior",
    },
  ],
  limits:
    "No code of ours limits calls over several centers; payments/http-provider.ts obeys D's 429. Clocks agree here.",
};
