import { benchBroker, numbers } from "../lab/bench-broker.ts";
import type { Lesson } from "../lesson.ts";

const facts = 30;

export const oneActs: Lesson = {
  name: "one-acts",
  title: "Everybody knows, one acts",
  questions: [65, 81],
  ground: "chassis",
  hook: `Notifications runs one instance, and each customer gets one mail. Before the holidays it is scaled to three, and each customer gets
three.`,
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
    const own = (n: number): string => `notifications-${n}`;
    const all = numbers(instances);
    const bench = benchBroker(seed, side === "off" ? all.map(own) : ["notifications"]);
    const sentBy = all.map(() => 0);
    for (const n of all) {
      const queue = side === "off" ? own(n) : "notifications";
      await bench.broker.connect(own(n)).consume(queue, { prefetch: 10 }, ({ ack }) => {
        sentBy[n] = (sentBy[n] ?? 0) + 1;
        ack();
      });
    }
    for (const n of numbers(facts)) {
      await bench.publish([n]);
      await bench.clock.advance(1_000);
    }
    return { mails: sentBy.reduce((a, b) => a + b, 0), byTheFirst: sentBy[0] ?? 0 };
  },
  watch: [
    "OFF, each instance has a queue of its own, so the exchange makes a copy for each.",
    "ON, the three share one queue, and each fact goes to one of them.",
  ],
  because: { file: "messaging/topology.ts", name: "topologyOf" },
  explain: `An exchange copies a message into each bound queue; consumers of one queue share its messages. So: a queue for each service, and all
instances of a service on that queue. Among services it is a broadcast, within a service one acts. Copies come from queues, never
from consumers.`,
  wrong: [
    {
      answer: "A fanout, and the first one wins.",
      why: "A fanout copies; nothing competes. To let one win takes a unique id or a lease.",
    },
    {
      answer: "A leader is elected.",
      why: "It works, and the others then idle. A shared queue uses all of them.",
    },
  ],
  followUps: [
    {
      ask: "When does each instance need a queue of its own?",
      answer: "When each keeps something of its own: a cache to be invalidated, an open WebSocket.",
      level: "middle",
    },
    {
      ask: "The group is not known beforehand, and one must act. How?",
      answer: "Let all hear, and let a unique key or a lease in a shared store decide who acts.",
      level: "senior",
    },
  ],
  limits: "On our memory broker; RabbitMQ passes the same conformance tests.",
};
