import { ignore } from "#messaging/reaction.ts";
import { reacting } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const everybodyHears: Lesson = {
  name: "everybody-hears",
  title: "Who was not told",
  questions: [38, 59, 60],
  ground: "company",
  hook: `Cancellations go through a topic exchange with a binding for each consumer. A new team copies the bindings and forgets one: couriers. A
customer cancels while the food is cooking.`,
  predictions: [
    {
      ask: "How many couriers and deliveries are busy with a cancelled order in the end?",
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
    "OFF, the courier waits for food that nobody cooks, and is missing for the next order.",
  ],
  because: {
    file: "messaging/topology.ts",
    name: "...(hears[service] ?? []).map((type) =>",
    undo: '...(hears[service] ?? []).filter((type) => service !== "couriers" || !type.includes("cancelled")).map((type) =>',
  },
  explain: `The exchange decides who gets a copy. Direct compares the key, topic matches patterns, headers match attributes, fanout copies to every
bound queue. A fact that concerns all belongs on a fanout: a new service is bound once and misses nothing. A service that does not
care ignores it, which costs a read. With patterns, a forgotten binding is silent: no error, no dead letter.`,
  wrong: [
    {
      answer: "A topic with # is the same.",
      why: "As long as everybody binds #. A fanout makes the rule part of the exchange, where nobody can narrow it.",
    },
    {
      answer: "The sender knows who needs it, and sends it to them.",
      why: "Then each new consumer is a change of the sender.",
    },
  ],
  followUps: [
    {
      ask: "What does it cost those who do not need it?",
      answer: "A delivery, a lookup and an acknowledgement. Where that is too much, bind by type.",
      level: "middle",
    },
    {
      ask: "How do you notice a missing binding before production?",
      answer:
        "The topology is generated from the list of who consumes what, and each service compares it with the broker when it starts.",
      level: "senior",
    },
  ],
  limits:
    "OFF is played by a reaction that never gets the event, because a service with a missing binding refuses to start.",
};
