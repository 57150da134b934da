import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const facts = 30;

export const oneActs: Lesson = {
  name: "one-acts",
  title: "Everybody knows, one acts",
  questions: [65, 81],
  ground: "chassis",
  hook: `Notifications runs one instance, and each customer gets one mail. Before the holidays it is scaled to
three instances, and each customer gets three mails.`,
  compares: "OFF: each instance has its own queue. ON: all instances share one queue.",
  predictions: [
    {
      ask: "Thirty facts, three instances: how many mails are sent?",
      measure: "mails",
      unit: "mails",
      off: [90, 90],
      on: [30, 30],
    },
  ],
  knobs: [{ name: "instances", about: "of notifications", unit: "", from: 1, to: 10, step: 1, usual: 3 }],
  async experiment({ side, seed, knobs: { instances = 3 } }) {
    const queues = numbers(instances).map((n) => (side === "off" ? `notifications-${n}` : "notifications"));
    const bench = benchBroker(seed, [...new Set(queues)]);
    const senders = await bench.startWorkers(queues.map((queue) => ({ queue, prefetch: 10 })));
    for (const n of numbers(facts)) {
      await bench.publish([n]);
      await bench.clock.advance(1_000);
    }
    const mails = senders.reduce((sum, { handled }) => sum + handled, 0);
    return { mails, byTheFirst: senders[0]?.handled ?? 0 };
  },
  watch: [
    "OFF, each instance has its own queue, so the exchange makes a copy for each.",
    "ON, the three share one queue, and each fact goes to one of them.",
  ],
  because: { file: "messaging/topology.ts", name: "topologyOf" },
  explain: `An exchange copies a message into each bound queue; consumers of one queue share its messages. So
give each service one queue, and let all its instances consume that queue: every service hears the fact, and
one instance of each acts. Queues make copies, consumers never do.`,
  wrong: [
    {
      answer: "A fanout, and the first one wins.",
      why: "A fanout copies; nothing competes. For a single winner you need a unique id or a lease.",
    },
    {
      answer: "Elect a leader.",
      why: "It works, but the other instances idle. A shared queue uses all of them.",
    },
  ],
  followUps: [
    {
      ask: "When does each instance need its own queue?",
      answer: "When it holds state of its own: a cache to invalidate, an open WebSocket.",
      level: "middle",
    },
    {
      ask: "The group is not known in advance, and only one may act. How?",
      answer:
        "Let all of them hear, and let a unique key or a lease in a shared store pick the one that acts.",
      level: "senior",
    },
  ],
  limits: "On our memory broker; RabbitMQ passes the same conformance tests.",
};
