import { hasEffects, reacting } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const silence: Lesson = {
  name: "silence",
  title: "Silence is an answer, too",
  questions: [22, 39],
  ground: "company",
  hook: `No courier is free. The order is on the waiting list, and the other services wait for the event that
reports a courier. It never comes.`,
  compares:
    "OFF: couriers has no deadline. ON: it gives up after a deadline, and reports that no courier was found.",
  predictions: [
    {
      ask: "One customer orders. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [1, 1],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: "no-courier-for-ten-minutes",
    off: () =>
      reacting("couriers", (outcome) =>
        hasEffects(outcome)
          ? {
              ...outcome,
              setTimers: (outcome.setTimers ?? []).filter(({ type }) => type !== "couriers.give-up"),
            }
          : outcome,
      ),
  }),
  watch: [
    "ON, a timer is set in the same commit that puts the order on the list, and fires after ten minutes.",
    "OFF, nothing is wrong anywhere: no error, no retry, nothing parked. The order just waits.",
  ],
  because: {
    file: "couriers/waiting-list.ts",
    name: "setTimers: [giveUp.at(after(now, settings.giveUpMs), orderId, { orderId, zone })],",
    undo: "",
  },
  explain: `In an asynchronous conversation an answer may never come: the other side is down, has lost the
question, or has nothing to say. So the side that waits sets a deadline when the wait begins, and decides
beforehand what silence means. Here it means that no courier is available, which is published as an event like
any other. The deadline is stored, so it outlives the process.`,
  wrong: [
    {
      answer: "Wait until all answers are there.",
      why: "Then one silent participant stops everything. Define how many answers are enough, and by when.",
    },
    {
      answer: "Ask again from time to time.",
      why: "That helps against a lost question. It does not say when to stop.",
    },
  ],
  followUps: [
    {
      ask: "The answer and the deadline arrive at the same moment. Which one wins?",
      answer:
        "The document decides: both are messages about it, its version admits one, and the other is ignored or compensated.",
      level: "middle",
      lesson: "version-check",
    },
    {
      ask: "You ask ten services, and three answers are enough. What is the pattern?",
      answer:
        "Scatter-gather: a quorum read, a price comparison, a hedged request. It needs a deadline and the first k of n.",
      level: "senior",
    },
  ],
  limits: "One waiting list. The payment has a deadline of its own.",
};
