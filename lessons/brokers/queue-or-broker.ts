import { benchBroker } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const messages = 180;

export const queueOrBroker: Lesson = {
  name: "queue-or-broker",
  title: "A subscription without a queue",
  questions: [72, 73, 74, 75, 79],
  ground: "chassis",
  hook: `Kitchen screens subscribe to new orders by publish and subscribe. A screen is restarted for a minute, and sixty orders are never
cooked.`,
  predictions: [
    {
      ask: "An order a second for three minutes, away for one of them: how many does the screen miss?",
      measure: "missed",
      unit: "orders",
      off: [58, 62],
      on: [0, 0],
    },
  ],
  knobs: [
    { name: "away", about: "how long the screen is away", unit: "s", from: 0, to: 120, step: 5, usual: 60 },
  ],
  async experiment({ side, seed, knobs: { away = 60 } }) {
    const bench = benchBroker(seed, ["kitchen"]);
    let seen = 0;
    let leave = (): void => {};
    const come = async (): Promise<void> => {
      if (side === "off") {
        leave = bench.broker.listen(() => {
          seen += 1;
        });
        return;
      }
      const connection = bench.broker.connect("kitchen");
      await connection.consume("kitchen", { prefetch: 10 }, ({ ack }) => {
        seen += 1;
        ack();
      });
      leave = () => connection.drop();
    };
    await come();
    for (let second = 0; second < messages; second += 1) {
      if (second === 60) leave();
      if (second === 60 + away) await come();
      await bench.publish([second]);
      await bench.clock.advance(1_000);
      bench.show(() => ({ missed: second + 1 - seen }));
    }
    if (away >= messages - 60) await come();
    await bench.clock.advance(1_000);
    return { missed: messages - seen };
  },
  watch: [
    "OFF, the broker passes messages on to whoever is connected, and keeps nothing.",
    "ON, a queue stands between. The screen finds its minute of orders when it is back.",
  ],
  because: { file: "messaging/memory/queue.ts", name: "MemoryQueue" },
  explain: `A broker routes; a queue keeps. Redis pub/sub, NATS core and our own observers have a broker without queues: whoever is away misses
it. An array, a table with leases or a socket's backlog are queues without a broker: they keep, but know neither routing nor
rights. RabbitMQ is both: exchanges decide into which queues a message goes, and queues keep it until it is acknowledged.`,
  wrong: [
    {
      answer: "A broker is a queue with a web page.",
      why: "It is many queues, and the rules of who gets a copy and who may.",
    },
    {
      answer: "Publish and subscribe means that everyone gets everything.",
      why: "Everyone who has a durable subscription. Others get what passes by.",
    },
  ],
  followUps: [
    {
      ask: "Until when is a table enough as a queue?",
      answer:
        "While one team writes and reads it, at some hundred messages a second. Beyond that it needs leases, indexes and cleaning.",
      level: "middle",
      lesson: "outbox-job",
    },
    {
      ask: "Is the outbox a queue?",
      answer:
        "Yes: durable, with leases, in the same transaction as the state. It lacks routing, which the broker adds.",
      level: "senior",
    },
  ],
  limits: "The broker itself never fails here.",
};
