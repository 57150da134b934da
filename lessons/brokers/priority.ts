import { bulk, ordinaryDone, placeOfTheFirst } from "../lab/brokers/priority-line.ts";
import type { Lesson } from "../lesson.ts";

export const priority: Lesson = {
  name: "priority",
  title: "Urgent, and in hundred and first place",
  questions: [63],
  ground: "lab",
  hook: `A hundred ordinary jobs wait. Five urgent ones arrive, and the queue has priorities. The consumer has no prefetch limit, so the hundred are
already with it.`,
  predictions: [
    {
      ask: "In which place is the first urgent job done?",
      measure: "place",
      unit: "",
      off: [bulk + 1, bulk + 1],
      on: [1, 3],
    },
    {
      ask: "Urgent work is 110 % of what the consumer can do. How many ordinary jobs are done in ten minutes? One line by priority (OFF), a line and a consumer for each (ON).",
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
    "The broker can only reorder what is still with it. What was handed out is served in the order of arrival.",
    "Strict priority has no fairness: while something urgent waits, nothing else is served.",
  ],
  explain: `Priorities act in the queue, and prefetch empties the queue into the consumer. So they need a small prefetch, which costs throughput. Strict
priorities starve the rest once urgent work fills the consumer. Two queues with consumers of their own give each class its share,
show the length of each line, and work with every kind of queue. That is what we would do.`,
  wrong: [
    {
      answer: "Set a priority, and urgent messages come first.",
      why: "Only before those that are still in the queue.",
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
        "A consumer of its own, or a share: three urgent, one ordinary. Or let waiting raise the priority.",
      level: "middle",
    },
  ],
  limits:
    "A model of one queue and one consumer. On RabbitMQ 3.10.8 we measured the same places: 101st and 1st.",
};
