import { type Lab, lab } from "../lab/lab.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const calls = 20_000;
const horizonMs = 30_000_000;

export const retries: Lesson = {
  name: "retries",
  title: "Four attempts are not four nines",
  questions: [13],
  ground: "lab",
  hook: `B fails for 30 seconds in every five minutes: 10 % of the time. The team computes 0.1⁴ and promises 99.99 % with four quick
attempts.`,
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
      about: "between the four quick attempts",
      unit: "ms",
      from: 10,
      to: 10_000,
      step: 10,
      usual: 100,
    },
  ],
  experiment({ side, seed, knobs: { outage = 30, pause = 100 } }) {
    const model = lab(seed);
    const outages = outagesOf(model, outage * 1_000);
    const waits = side === "off" ? [pause, pause, pause] : [1_000, 5_000, 30_000, 120_000, 600_000];
    let succeeded = 0;
    let attempts = 0;
    for (let n = 0; n < calls; n += 1) {
      let at = model.random() * horizonMs;
      for (const wait of [0, ...waits]) {
        at += wait * (0.5 + model.random() / 2);
        attempts += 1;
        if (isDown(outages, at)) continue;
        succeeded += 1;
        break;
      }
      showTrial(n, () => ({ succeeded: (100 * succeeded) / (n + 1), attempts: attempts / (n + 1) }));
    }
    return { succeeded: (100 * succeeded) / calls, attempts: attempts / calls };
  },
  watch: [
    "Attempts for a call: almost the same on both sides. It is the waiting that helps, not the number.",
    "With outages of 1 s, three waits of 10 s are enough.",
  ],
  because: { file: "messaging/backoff.ts", name: "export function backoff" },
  explain: `The attempts are not independent: a second one 100 ms later meets the same outage. Waits must outlast what they wait for, so
they grow, with jitter so that callers do not return together. What must happen in the end is kept in an outbox and tried for
hours.`,
  wrong: [
    {
      answer: "0.1⁴: 99.99 %.",
      why: "True for independent failures. Restarts, overload and deployments come in bursts.",
    },
    { answer: "More attempts.", why: "Twenty quick ones end within the same outage, and add load to it." },
  ],
  followUps: [
    {
      ask: "Who may still wait after ten minutes?",
      answer: "Nobody at a screen. Answer 202, keep the call in the outbox, and report the end as an event.",
      level: "middle",
      lesson: "outbox",
    },
    {
      ask: "How long may a caller go on?",
      answer: "As long as its own caller still waits: pass the deadline on, and give up when it has passed.",
      level: "senior",
      lesson: "timeouts",
    },
  ],
  limits:
    "B fails wholly or not at all, and retries cost it nothing. What retries do to an overloaded B: retry-storm.",
};

type Outage = readonly [fromMs: number, untilMs: number];

/** Down for a tenth of the time, in stretches of the given mean length. */
function outagesOf(model: Lab, meanMs: number): readonly Outage[] {
  const outages: Outage[] = [];
  for (let at = 0; at < horizonMs + 1_000_000; ) {
    const from = at + model.exponential(9 * meanMs);
    at = from + model.exponential(meanMs);
    outages.push([from, at]);
  }
  return outages;
}

function isDown(outages: readonly Outage[], at: number): boolean {
  let low = 0;
  let high = outages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outages[middle]?.[1] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return (outages[low]?.[0] ?? Number.POSITIVE_INFINITY) <= at;
}
