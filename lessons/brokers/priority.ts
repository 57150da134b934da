import { bulk, ordinaryDone, placeOfTheFirst } from "../lab/brokers/priority-line.ts";
import type { Lesson } from "../lesson.ts";

export const priority: Lesson = {
  name: "priority",
  title: "Urgent, in 101st place",
  questions: [63],
  ground: "lab",
  hook: `A hundred ordinary jobs wait. Five urgent ones arrive, and the queue has priorities. But the consumer
has no prefetch limit, so it already holds the hundred.`,
  compares:
    "OFF: no prefetch limit, and one queue for both classes. ON: a prefetch of 1, and a queue and a consumer for each class.",
  predictions: [
    {
      ask: "In which place is the first urgent job done?",
      measure: "place",
      unit: "",
      off: [bulk + 1, bulk + 1],
      on: [1, 3],
    },
    {
      ask: "Urgent work is 110 % of a consumer's capacity. How many ordinary jobs are done in ten minutes? One queue with priorities (OFF), a queue and a consumer for each class (ON).",
      measure: "ordinaryDone",
      unit: "jobs",
      off: [0, 300],
      on: [1_000, 6_000],
    },
  ],
  knobs: [{ name: "prefetch", about: "of the consumer, ON", unit: "", from: 1, to: 200, step: 1, usual: 1 }],
  async experiment({ side, seed, knobs: { prefetch = 1 } }) {
    return {
      place: await placeOfTheFirst(seed, side === "off" ? Number.POSITIVE_INFINITY : prefetch),
      ordinaryDone: await ordinaryDone(seed, side === "on"),
    };
  },
  watch: [
    "The broker can reorder only what it still holds. The consumer serves its messages in order of arrival.",
    "Strict priority is not fair: while an urgent job waits, no other job is served.",
  ],
  explain: `Priorities act in the queue, and prefetch empties the queue into the consumer. So they need a
small prefetch, which costs throughput. Strict priorities starve ordinary jobs once urgent work saturates the
consumer. Two queues, each with its own consumer, give each class its share, show the length of each queue,
and work with every queue type. That is what we would do.`,
  wrong: [
    {
      answer: "Set a priority, and urgent messages come first.",
      why: "Only ahead of messages that are still in the queue.",
    },
    {
      answer: "Quorum queues have no priorities.",
      why: "Up to 3.13 none, from 4.0 on two levels that share 2:1, and since 4.3 strict ones, 0 to 31. Classic queues had them all along.",
    },
  ],
  followUps: [
    {
      ask: "Which priorities does which RabbitMQ have?",
      answer:
        "Classic queues: `x-max-priority`, strict. Quorum queues: refused up to 3.13, two levels in 4.0 to 4.2, strict from 4.3 on.",
      level: "senior",
    },
    {
      ask: "How do you keep ordinary work from starving?",
      answer:
        "Give it its own consumer, or a share: three urgent, one ordinary. Or raise its priority with age.",
      level: "middle",
    },
  ],
  limits:
    "A model of one queue and one consumer. On RabbitMQ 3.10.8 we measured the same places: 101st and 1st.",
};
