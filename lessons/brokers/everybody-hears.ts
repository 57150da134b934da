import { ignore } from "#messaging/reaction.ts";
import { reacting } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const everybodyHears: Lesson = {
  name: "everybody-hears",
  title: "The service that never heard",
  questions: [38, 59, 60],
  ground: "company",
  hook: `Cancellations go through a topic exchange with a binding for each consumer. A new team copies the
bindings and forgets the one for couriers. A customer cancels while the food is cooking.`,
  compares: "OFF: the binding for couriers is missing. ON: every consumer has its binding.",
  predictions: [
    {
      ask: "How many couriers and deliveries are still busy with a cancelled order at the end?",
      measure: "leftBusy",
      unit: "",
      off: [1, 3],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: "cancelled-while-cooking",
    off: () =>
      reacting("couriers", (outcome, { type }) =>
        type === "orders.order-cancelled.v1" ? ignore("no binding brings it here") : outcome,
      ),
  }),
  watch: [
    "ON, the exchange is a fanout: each bound queue gets a copy, whatever the routing key.",
    "OFF, the courier waits for food that will never be cooked, and is missing for the next order.",
  ],
  because: {
    file: "messaging/topology.ts",
    name: "...(hears[service] ?? []).map((type) =>",
    undo: '...(hears[service] ?? []).filter((type) => service !== "couriers" || !type.includes("cancelled")).map((type) =>',
  },
  explain: `The exchange decides which queues get a copy. Direct compares the key, topic matches patterns,
headers match attributes, fanout copies to every bound queue. A fact that concerns all services belongs on a
fanout: a new service is bound once and misses nothing. A service that does not need the fact ignores it, at
the cost of a read. With patterns, a forgotten binding is silent: no error, no dead letter.`,
  wrong: [
    {
      answer: "A topic with # is the same.",
      why: "As long as every consumer binds #. A fanout makes that a rule of the exchange, which no binding can narrow.",
    },
    {
      answer: "The sender knows which services need it, and sends it to them.",
      why: "Then each new consumer means a change to the sender.",
    },
  ],
  followUps: [
    {
      ask: "What does it cost the services that do not need it?",
      answer: "A delivery, a lookup and an acknowledgement. Where that is too much, bind by type.",
      level: "middle",
    },
    {
      ask: "How do you notice a missing binding before production?",
      answer:
        "Generate the topology from the list of what each service consumes. At startup each service compares it with the broker.",
      level: "senior",
    },
  ],
  limits:
    "OFF ignores the event in couriers' reaction, because our services refuse to start with a missing binding.",
};
