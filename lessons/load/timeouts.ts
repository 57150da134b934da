import { arrivals, lab } from "../lab/lab.ts";
import type { Lesson } from "../lesson.ts";

const requests = 6_000;
const everyMs = 10;
const minute = 60_000;

export const timeouts: Lesson = {
  name: "timeouts",
  title: "The one dependency that nobody needed",
  questions: [27, 30],
  ground: "lab",
  hook: `Every fifth request of A asks C for a recommendation. C stops answering, without an error. Ten minutes later A serves nobody, not
even those who want no recommendation.`,
  predictions: [
    {
      ask: "Of the requests that do not need C, how many are served?",
      measure: "served",
      unit: "%",
      off: [2, 10],
      on: [95, 100],
    },
  ],
  knobs: [
    { name: "pool", about: "connections of A", unit: "", from: 10, to: 500, step: 10, usual: 50 },
    { name: "share", about: "of requests that need C", unit: "%", from: 0, to: 95, step: 5, usual: 20 },
    {
      name: "timeout",
      about: "how long A waits for C, ON",
      unit: "s",
      from: 0.1,
      to: 30,
      step: 0.1,
      usual: 1,
    },
  ],
  async experiment({ side, seed, knobs: { pool = 50, share = 20, timeout = 1 } }) {
    const model = lab(seed);
    let free = pool;
    let others = 0;
    let served = 0;
    const show = (): void =>
      model.show(() => ({ served: (100 * served) / Math.max(1, others), freeConnections: free }));
    const release = (): void => {
      free += 1;
    };
    arrivals(model, requests, everyMs, () => {
      const needsC = model.random() < share / 100;
      if (!needsC) others += 1;
      show();
      if (free === 0) return;
      free -= 1;
      if (!needsC) {
        model.after(20, () => {
          release();
          served += 1;
          show();
        });
      } else if (side === "on") model.after(timeout * 1_000, release);
    });
    await model.run(2 * minute);
    return { served: (100 * served) / others };
  },
  watch: [
    "OFF, each request for C keeps a connection forever. After some 250 requests all fifty are gone.",
    "ON with share at 80: a timeout of 1 s serves only 60 %. Then C needs a pool of its own.",
  ],
  because: { file: "messaging/outbox/outbox-caller.ts", name: "withTimeout" },
  explain: `A peer that is silent holds a connection, memory and a caller, and nothing looks broken. Whoever shares the pool with it starves. A
timeout bounds what one call may hold; a pool of its own bounds what all calls to C may hold; a circuit breaker stops asking.
After a timeout the outcome is unknown: repeat with the same key, or ask.`,
  wrong: [
    {
      answer: "60 s, to be safe.",
      why: "At 20 requests a second for C, 60 s hold 1,200 connections. The caller left after 3.",
    },
    { answer: "A larger pool.", why: "It takes a little longer until it is gone." },
  ],
  followUps: [
    {
      ask: "How long should a timeout be?",
      answer:
        "Shorter than what the caller's caller still waits for, longer than C's 99.9th percentile, and below any lease.",
      level: "middle",
    },
    {
      ask: "It timed out. Did it happen?",
      answer: "Unknown. Only the same key, or a question to the other side, can tell.",
      level: "senior",
      lesson: "lost-answers",
    },
  ],
  limits:
    "C is silent from the start, and requests that find no connection are refused at once instead of waiting.",
};
