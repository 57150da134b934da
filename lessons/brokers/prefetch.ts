import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

export const prefetch: Lesson = {
  name: "prefetch",
  title: "The slow worker hoards the work",
  questions: [45, 46, 47, 62],
  ground: "chassis",
  hook: `Two workers empty one queue. One is ten times slower than the other, and every night the fast one is
idle for half a minute while the slow one works through what it was handed at the start.`,
  compares: "OFF: a prefetch of 500. ON: a prefetch of 1.",
  predictions: [
    {
      ask: "A thousand jobs of 10 ms (fast) or 100 ms (slow). With a prefetch of 500, when is the last one done?",
      measure: "doneAfter",
      unit: "s",
      off: [45, 55],
      on: [8, 11],
    },
  ],
  knobs: [
    { name: "prefetch", about: "of each worker, OFF", unit: "", from: 1, to: 1_000, step: 1, usual: 500 },
    {
      name: "slow",
      about: "per job of the slow worker",
      unit: "ms",
      from: 10,
      to: 1_000,
      step: 10,
      usual: 100,
    },
  ],
  async experiment({ side, seed, knobs: { prefetch: most = 500, slow: slowMs = 100 } }) {
    const bench = benchBroker(seed, ["jobs"]);
    const done = () => ({ byTheFast: fast?.handled ?? 0, byTheSlow: slow?.handled ?? 0 });
    const work = { queue: "jobs", prefetch: side === "off" ? most : 1, handle: () => bench.show(done) };
    const [fast, slow] = await bench.startWorkers([
      { ...work, workMs: () => 10 },
      { ...work, workMs: () => slowMs },
    ]);
    await bench.publish(numbers(1_000));
    await bench.clock.runToRest();
    return { doneAfter: bench.now() / 1_000, ...done() };
  },
  watch: [
    "OFF, each worker gets 500 jobs at once. The fast one is done after 5 s, the slow one after 50.",
    "ON, the fast worker does ten of eleven jobs: each takes its next job when it is free.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "prefetch" },
  explain: `RabbitMQ pushes as many messages as the prefetch allows before the first is acknowledged. No other
worker can take a message that was handed out. A prefetch of 1 makes push behave like pull: a free worker gets
the next message. It costs a round trip per message, so short jobs need a larger prefetch, and long jobs a
small one.`,
  wrong: [
    {
      answer: "Round robin is fair.",
      why: "In messages, not in work. The slow worker gets half of the messages.",
    },
    {
      answer: "A bigger prefetch is faster.",
      why: "For one consumer, until it no longer waits for the network. Beyond that it only hoards.",
    },
  ],
  followUps: [
    {
      ask: "Prefetch 1 and a broker across an ocean?",
      answer: "One message per round trip: 10 a second at 100 ms. Enough is (round trip + work) ÷ work.",
      level: "middle",
    },
    {
      ask: "Ours is 500. Why?",
      answer:
        "Group commit batches what waits, and all instances are equally fast. It bounds memory, not fairness.",
      level: "senior",
    },
  ],
  limits: "On our memory broker, which takes turns like RabbitMQ. The network takes no time here.",
};
