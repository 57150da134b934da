import { timersInMemory } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import { dies, inTurn, rush, starts } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const fifteenMinutes: Lesson = {
  name: "fifteen-minutes",
  title: "Fifteen minutes, and a deployment in between",
  questions: [86],
  ground: "company",
  hook: `A customer has fifteen minutes to confirm the payment; then the order is cancelled. One customer orders
each minute, and none confirms. After 16 minutes, a new release of payments is deployed.`,
  compares: "OFF: timers are in the memory of the process. ON: each is committed with its payment.",
  predictions: [
    {
      ask: "Twenty customers order. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [13, 15],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 20,
      everyMs: 60_000,
      card: "tok_confirm",
      before: { 17: inTurn(dies("payments"), starts("payments")) },
      after: ({ passes }) => passes(16 * 60_000),
    }),
    off: () => timersInMemory,
  }),
  watch: [
    "ON, the timer is a row with a due time, committed with the payment. Any instance may claim it when it is due.",
    "OFF works on every day without a deployment. With one, every payment that is open at that moment stays open.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: "await store.commit({ ...change, timers: [] });",
  },
  explain: `A timer in memory dies with its process. So a timer is data: name, due time and lease, written in
the commit that begins the wait. When due, it arrives as a message with an id of its own, so a timer that
fires twice acts once. The version of the payment's document decides whether the money or the timer came
first; money that comes later is refunded.`,
  wrong: [
    {
      answer: "setTimeout; deployments are rare.",
      why: "Crashes, scaling and node drains are not. Each of them loses every timer of the process.",
    },
    {
      answer: "A cron job that looks for expired payments every minute.",
      why: "It works, up to a minute late, and needs an index and one owner. A timer row is the same scan, by due time.",
    },
  ],
  followUps: [
    {
      ask: "The customer pays at 15:01. What happens?",
      answer: "The payment has expired and the order is cancelled, so the charge is refunded, once.",
      level: "middle",
      lesson: "compensation",
    },
    {
      ask: "Why not a delayed message in the broker?",
      answer:
        "A message with its own TTL waits behind the head of its queue, the delayed-message plugin keeps its messages on one node, and neither can be cancelled.",
      level: "senior",
    },
  ],
  limits: "One restart. If the clocks of two instances differ, a timer shifts by the difference.",
};
