import { type Lab, lab } from "../lab/lab.ts";
import { showAfter } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const minute = 60_000;
const instances = 9;

export const rateLimit: Lesson = {
  name: "rate-limit",
  title: "150 a second, said the counter",
  questions: [16, 31],
  ground: "lab",
  hook: `System D allows 150 requests a second and blocks those who send more. Nine instances share a counter for each second, the counter never
says more than 150, and D blocks them.`,
  predictions: [
    {
      ask: "A counter for each second: what are the most calls in any second?",
      measure: "mostWithWindow",
      unit: "calls",
      off: [250, 300],
      on: [100, 150],
    },
    {
      ask: "A token bucket of 150, refilled at 150 a second?",
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
    {
      name: "burst",
      about: "size of the small bucket, ON",
      unit: "calls",
      from: 1,
      to: 150,
      step: 1,
      usual: 15,
    },
  ],
  async experiment({ side, seed, knobs: { rate = 130, burst = 15 } }) {
    const small = () => bucket(rate, burst);
    const window = side === "off" ? fixedWindow(150) : small();
    const tokens = side === "off" ? bucket(150, 150) : small();
    return {
      mostWithWindow: mostInASecond(await sent(lab(seed), window), "inTheLastSecondWithWindow"),
      mostWithBucket: mostInASecond(await sent(lab(seed), tokens), "inTheLastSecondWithBucket"),
    };
  },
  watch: [
    "Traffic comes in bursts around the change of a second: 150 at the end of one, 150 at the beginning of the next.",
    "Rate plus burst is the most that any second can see. It must stay within 150.",
  ],
  explain: `A window counts seconds of the clock; D counts any second. A full window before the boundary and a full one after it are 300 calls
within a moment. A bucket of 150 that refills at 150 a second allows the same: full after a quiet second, plus what flows in
while it empties. What holds in any second is rate + burst: a small bucket, a sliding log, or GCRA. Leave a margin for rounding.`,
  wrong: [
    { answer: "A token bucket of 150.", why: "It allows 299 in the second after a pause." },
    {
      answer: "16 for each instance and second.",
      why: "Nine windows with boundaries of their own give 271, and an idle one wastes its share.",
    },
  ],
  followUps: [
    {
      ask: "The shared counter is away. What now?",
      answer:
        "Fall back to a fixed share for each instance, well below a ninth. Neither stop, nor send without a limit.",
      level: "senior",
    },
    {
      ask: "One data centre is idle. May the others use its 50?",
      answer:
        "Only with a lease that is shared between centres. Without one, 50 each is the price of independence.",
      level: "senior",
    },
  ],
  limits:
    "No code of ours limits calls over several centres; D's 429 is obeyed by payments/http-provider.ts. Clocks agree here.",
};

/** Answers whether a call may go out now, in milliseconds. */
type Limiter = (now: number) => boolean;

function fixedWindow(most: number): Limiter {
  let second = -1;
  let count = 0;
  return (now) => {
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      count = 0;
    }
    count += 1;
    return count <= most;
  };
}

function bucket(perSecond: number, size: number): Limiter {
  let tokens = size;
  let last = 0;
  return (now) => {
    tokens = Math.min(size, tokens + ((now - last) * perSecond) / 1_000);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Nine instances that call for a second around each even second, and rest for a second. */
async function sent(model: Lab, mayGo: Limiter): Promise<readonly number[]> {
  const calls: number[] = [];
  const call = (): void => {
    const isBusy = Math.floor((model.now() + 500) / 1_000) % 2 === 0;
    if (isBusy && mayGo(model.now())) calls.push(model.now());
    model.after(model.exponential(12), call);
  };
  for (let n = 0; n < instances; n += 1) model.after(n, call);
  await model.run(minute);
  return calls;
}

function mostInASecond(at: readonly number[], name: string): number {
  let first = 0;
  let most = 0;
  at.forEach((now, last) => {
    while (now - (at[first] ?? now) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
    showAfter(now, () => ({ [name]: last - first + 1 }));
  });
  return most;
}
