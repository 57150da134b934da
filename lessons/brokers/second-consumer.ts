import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const jobs = 600;

export const secondConsumer: Lesson = {
  name: "second-consumer",
  title: "A second B on the same queue",
  questions: [12, 20, 41, 61, 78],
  ground: "chassis",
  hook: `At peak A produces twice as much as B can handle. Someone asks what a second B would change, and how
the two would share the work.`,
  compares: "OFF: one B. ON: two Bs consume the same queue.",
  predictions: [
    {
      ask: "600 requests at twice B's pace: how many wait at the worst moment?",
      measure: "longestLine",
      unit: "requests",
      off: [270, 330],
      on: [0, 10],
    },
    {
      ask: "The last request arrives. How many seconds later are all 600 handled?",
      measure: "behindSeconds",
      unit: "s",
      off: [10, 11],
      on: [0, 0.1],
    },
  ],
  knobs: [{ name: "consumers", about: "instances of B, ON", unit: "", from: 1, to: 8, step: 1, usual: 2 }],
  async experiment({ side, seed, knobs: { consumers = 2 } }) {
    const bench = benchBroker(seed, ["requests"]);
    const b = { queue: "requests", workMs: () => 36 };
    const all = await bench.startWorkers(numbers(side === "off" ? 1 : consumers).map(() => b));
    let longestLine = 0;
    for (const n of numbers(jobs)) {
      await bench.publish([n]);
      await bench.clock.advance(18);
      longestLine = Math.max(longestLine, bench.broker.queue("requests").ready);
    }
    const ended = bench.clock.now();
    await bench.clock.runToRest();
    const behindSeconds = (bench.clock.now() - ended) / 1_000;
    const handled = all.reduce((sum, one) => sum + one.handled, 0);
    return { longestLine, behindSeconds, byTheFirst: all[0]?.handled ?? 0, handled };
  },
  watch: [
    "All 600 are handled on both sides. One B alone is late, but nothing is lost.",
    "Two Bs take turns: half each, as long as both are equally fast.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "nextConsumer" },
  explain: `Consumers of one queue share its messages: each message goes to one of them, the next one with
room in its prefetch. A second consumer doubles the pace, if what both use (a database, an external API) can
take it. The order is lost: two messages about one thing are now handled at the same moment, so a version
check must detect the conflict.`,
  wrong: [
    { answer: "Both get every message.", why: "That takes a queue for each. On one queue they share." },
    {
      answer: "Twice as many is always twice as fast.",
      why: "Only until a shared resource is saturated: the database, or a hot document.",
    },
  ],
  followUps: [
    {
      ask: "What does the second consumer cost?",
      answer: "The order of messages. Partition by key, or accept facts in any order and check versions.",
      level: "middle",
      lesson: "version-check",
    },
    {
      ask: "At exactly 100 % load, is there no line?",
      answer: "With random arrivals it wanders by thousands. Size for 70 to 80 %.",
      level: "senior",
      lesson: "backlog",
    },
  ],
  limits: "Arrivals are even, and both workers equally fast.",
};
