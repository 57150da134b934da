import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const jobs = 600;
const workMs = 36;
const everyMs = 18;

export const secondConsumer: Lesson = {
  name: "second-consumer",
  title: "A second B on the same queue",
  questions: [12, 20, 41, 61, 78],
  ground: "chassis",
  hook: `At peak A produces twice as much as B can do, as in the load-levelling task. Somebody asks what a second B changes, and who of the two
gets what.`,
  predictions: [
    {
      ask: "600 requests at twice B's pace: how many wait at the worst moment?",
      measure: "longestLine",
      unit: "requests",
      off: [270, 330],
      on: [0, 10],
    },
    {
      ask: "How many of the 600 does the first B handle?",
      measure: "byTheFirst",
      unit: "requests",
      off: [600, 600],
      on: [295, 305],
    },
  ],
  knobs: [{ name: "consumers", about: "instances of B, ON", unit: "", from: 1, to: 8, step: 1, usual: 2 }],
  async experiment({ side, seed, knobs: { consumers = 2 } }) {
    const bench = benchBroker(seed, ["requests"]);
    const workers = side === "off" ? 1 : consumers;
    const handledBy = numbers(workers).map(() => 0);
    let published = 0;
    let taken = 0;
    let longestLine = 0;
    for (const worker of numbers(workers)) {
      await bench.broker.connect(`b-${worker}`).consume("requests", { prefetch: 1 }, ({ ack }) => {
        taken += 1;
        bench.after(workMs, () => {
          handledBy[worker] = (handledBy[worker] ?? 0) + 1;
          ack();
        });
      });
    }
    for (const n of numbers(jobs)) {
      await bench.publish([n]);
      published += 1;
      await bench.clock.advance(everyMs);
      longestLine = Math.max(longestLine, published - taken);
    }
    await bench.clock.runToRest();
    return { longestLine, byTheFirst: handledBy[0] ?? 0, handled: handledBy.reduce((a, b) => a + b, 0) };
  },
  watch: [
    "All 600 are handled on both sides. One B is late, and nothing is lost.",
    "Two take turns: half each, as long as both are equally fast.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "nextConsumer" },
  explain: `Consumers of one queue share its messages: each goes to one of them, to the next whose prefetch has room. Twice the consumers halve
the line, if what they use (a database, an external API) can take it. What is lost is the order: two messages about one thing are
now handled at the same moment, so a version check must find the clash.`,
  wrong: [
    { answer: "Both get every message.", why: "That takes a queue for each. On one queue they share." },
    {
      answer: "Twice as many is always twice as fast.",
      why: "Only until what they share is full: the database, or a hot document.",
    },
  ],
  followUps: [
    {
      ask: "What does the second consumer cost?",
      answer:
        "The order between messages. Either partition by key, or take facts in any order and check versions.",
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
