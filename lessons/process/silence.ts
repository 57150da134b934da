import { withoutTimer } from "../company/changes.ts";
import { longestWait } from "../company/measured-in.ts";
import { onCompany } from "../company/on-company.ts";
import { inTurn, rush } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const silence: Lesson = {
  name: "silence",
  title: "Silence is an answer, too",
  questions: [22, 39],
  ground: "company",
  hook: `For forty minutes no courier is on duty, and every five minutes a customer orders. The orders are on the
waiting list; the other services wait for the event that reports a courier. Then one courier starts a shift.`,
  compares:
    "OFF: couriers has no deadline. ON: it gives up after a deadline, and reports that no courier was found.",
  predictions: [
    {
      ask: "Eight customers order. How many minutes is the longest wait for food, or for a cancellation?",
      measure: "longestWait",
      unit: "min",
      off: [110, 140],
      on: [30, 40],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 8,
      everyMs: 5 * 60_000,
      before: { 1: ({ staff }) => staff.endsShifts("center") },
      after: inTurn(
        ({ staff }) => staff.startsShift("marie", "center"),
        ({ passes }) => passes(3 * 60 * 60_000),
      ),
    }),
    measuredIn: longestWait,
    off: () => withoutTimer("couriers", "couriers.give-up"),
  }),
  watch: [
    "ON, a timer is set in the same commit that puts the order on the list, and fires after ten minutes.",
    "OFF, nothing is wrong anywhere: no error, no retry, nothing parked. The orders just wait.",
    "OFF, the courier carries pizzas that have been cold for an hour, and later customers wait behind them.",
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
