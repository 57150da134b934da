import { servedFrom } from "../lab/load/connection-pool.ts";
import type { Lesson } from "../lesson.ts";

export const timeouts: Lesson = {
  name: "timeouts",
  title: "The dependency that most requests did not need",
  questions: [27, 30],
  ground: "lab",
  hook: `Every fifth request to A asks C for a recommendation. C stops answering, without an error. Ten
minutes later A serves no requests at all, not even those without a recommendation.`,
  compares: "OFF: calls to C have no timeout. ON: they have a timeout of 1 s.",
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
    { name: "timeout", about: "for calls to C, ON", unit: "s", from: 0.1, to: 30, step: 0.1, usual: 1 },
  ],
  async experiment({ side, seed, knobs: { pool: connections = 50, share = 20, timeout = 1 } }) {
    const timeoutMs = side === "on" ? timeout * 1_000 : undefined;
    return { served: await servedFrom(seed, { connections, dependent: share / 100, timeoutMs }) };
  },
  watch: [
    "OFF, each request for C keeps its connection forever. After some 250 requests all fifty are taken.",
    "ON with share at 80, a timeout of 1 s serves only 60 %. Then C needs a pool of its own.",
  ],
  because: { file: "messaging/outbox/outbox-caller.ts", name: "withTimeout" },
  explain: `A silent peer holds a connection, memory and a caller, and nothing looks broken. Every request
that shares the pool with it starves. A timeout bounds what one call may hold; a pool of its own bounds what
all calls to C may hold; a circuit breaker stops calling. After a timeout the result is unknown: repeat with
the same key, or ask.`,
  wrong: [
    {
      answer: "60 s, to be safe.",
      why: "At 20 requests a second for C, 60 s hold 1,200 connections. The caller left after 3 s.",
    },
    { answer: "A larger pool.", why: "It takes a little longer to run out." },
  ],
  followUps: [
    {
      ask: "How long should a timeout be?",
      answer:
        "Shorter than the caller's own caller waits, longer than C's 99.9th percentile, and below any lease.",
      level: "middle",
    },
    {
      ask: "The call timed out. Did it happen?",
      answer: "Unknown. Only a repetition with the same key, or a question to the other side, can tell.",
      level: "senior",
      lesson: "lost-answers",
    },
  ],
  limits:
    "C is silent from the start, and requests that find no free connection are refused at once instead of waiting.",
};
