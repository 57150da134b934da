import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const jobs = 1_000;

export const prefetch: Lesson = {
  name: "prefetch",
  title: "Whoever is slow sits on the work",
  questions: [45, 46, 47, 62],
  ground: "chassis",
  hook: `Two workers empty one queue. One is ten times slower than the other, and every night the fast one is idle for half a minute while the
slow one works through what it was handed at the start.`,
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
    {
      name: "prefetch",
      about: "OFF: most unacknowledged for each worker",
      unit: "",
      from: 1,
      to: 1_000,
      step: 1,
      usual: 500,
    },
    {
      name: "slow",
      about: "a job takes the slow worker",
      unit: "ms",
      from: 10,
      to: 1_000,
      step: 10,
      usual: 100,
    },
  ],
  async experiment({ side, seed, knobs: { prefetch: most = 500, slow = 100 } }) {
    const bench = benchBroker(seed, ["jobs"]);
    const done = [0, 0];
    let doneAfter = 0;
    const work = async (worker: number, workMs: number): Promise<void> => {
      let free = 0;
      const connection = bench.broker.connect(`worker-${worker}`);
      await connection.consume("jobs", { prefetch: side === "off" ? most : 1 }, ({ ack }) => {
        free = Math.max(free, bench.now()) + workMs;
        bench.after(free - bench.now(), () => {
          done[worker] = (done[worker] ?? 0) + 1;
          doneAfter = bench.now() / 1_000;
          bench.show(() => ({ byTheFast: done[0] ?? 0, byTheSlow: done[1] ?? 0 }));
          ack();
        });
      });
    };
    await work(0, 10);
    await work(1, slow);
    await bench.publish(numbers(jobs));
    await bench.clock.runToRest();
    return { doneAfter, byTheFast: done[0] ?? 0, byTheSlow: done[1] ?? 0 };
  },
  watch: [
    "OFF, each worker gets 500 at once. The fast one is done after 5 s, the slow one after 50.",
    "ON, the fast one does ten of eleven jobs: whoever is free takes the next.",
  ],
  because: { file: "messaging/running/run-service.ts", name: "prefetch" },
  explain: `RabbitMQ pushes as many messages as the prefetch allows before the first is acknowledged. What was handed out, no other worker
can take. A prefetch of 1 makes push behave like pull: whoever is free asks for the next. It costs a round trip for each message,
so short jobs want more at once, and long ones few.`,
  wrong: [
    {
      answer: "Round robin is fair.",
      why: "In messages, not in work. The slow worker gets half of the messages.",
    },
    {
      answer: "A bigger prefetch is faster.",
      why: "For one consumer, until the network no longer waits. Then it only hoards.",
    },
  ],
  followUps: [
    {
      ask: "Prefetch 1 and a broker across an ocean?",
      answer:
        "One message for each round trip: 10 a second at 100 ms. Then as many as are handled within a round trip.",
      level: "middle",
    },
    {
      ask: "Ours is 500. Why?",
      answer:
        "Group commit makes large batches out of what waits, and each instance is equally fast. It bounds memory, not fairness.",
      level: "senior",
    },
  ],
  limits: "On our memory broker, which takes turns like RabbitMQ; the network takes no time here.",
};
