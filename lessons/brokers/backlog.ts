import { dayWithPeak } from "../lab/brokers/peak-hours.ts";
import type { Lesson } from "../lesson.ts";

export const backlog: Lesson = {
  name: "backlog",
  title: "Two million a day through a service that handles 100,000 an hour",
  questions: [6, 17, 40],
  ground: "lab",
  hook: `A takes 200,000 requests an hour for ten hours; B handles 100,000. The architect says that a queue
would grow forever, so B refuses all requests above its capacity.`,
  compares: "OFF: B has no queue and refuses what exceeds its capacity. ON: a queue stands in front of B.",
  predictions: [
    {
      ask: "Of 2,000,000 requests a day, how many are refused?",
      measure: "refused",
      unit: "requests",
      off: [950_000, 1_050_000],
      on: [0, 0],
    },
    {
      ask: "For how many hours a day does B have work?",
      measure: "worksForHours",
      unit: "h",
      off: [9.9, 10.1],
      on: [19.5, 20.5],
    },
  ],
  knobs: [{ name: "consumers", about: "instances of B", unit: "", from: 1, to: 4, step: 1, usual: 1 }],
  experiment: ({ side, seed, knobs: { consumers = 1 } }) =>
    dayWithPeak({ seed, arriving: 200_000, capacity: consumers * 100_000, hasQueue: side === "on" }),
  watch: [
    "2,000,000 a day are 83,333 an hour on average: less than B can handle. The queue grows for ten hours, and shrinks for ten.",
    "The last request waits for ten hours. Whether that is acceptable is the real question.",
    "With two Bs the queue is not empty: at exactly 100 % load, random arrivals make it wander by thousands.",
  ],
  because: { file: "messaging/policies/queue-arguments.ts", name: '"x-overflow": "reject-publish"' },
  explain: `A queue trades refusal for delay. It cannot grow forever if the average load is below the
capacity; the excess of the peak decides its length. So ask for the average, for the length of the peak, and
for how late is too late. Then check that disk and queue limits hold a million messages.`,
  wrong: [
    {
      answer: "The queue grows forever.",
      why: "Only if the average is above the capacity. Here it is 83 % of it.",
    },
    {
      answer: "Two Bs: no queue at all.",
      why: "On average. At 100 % load the queue wanders; size for 70 to 80 %.",
    },
  ],
  followUps: [
    {
      ask: "How much disk does a million messages take?",
      answer:
        "A gigabyte at 1 KB each; a quorum queue of three nodes takes three. Check the disk alarm's limit.",
      level: "middle",
    },
    {
      ask: "When is refusing right after all?",
      answer: "When a late answer is worthless. A price on a screen must not be late; a repayment may.",
      level: "senior",
      lesson: "bounded-line",
    },
  ],
  limits: "A flow in steps of a second, with the scatter of independent arrivals. Nothing crashes.",
};
