import { committing } from "../company/changes.ts";
import { killedOnTheWay } from "../company/killed-on-the-way.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

export const fifteenMinutes: Lesson = {
  name: "fifteen-minutes",
  title: "Fifteen minutes, and a deployment in between",
  questions: [86],
  ground: "company",
  hook: `A customer has fifteen minutes to confirm the payment. After five of them, a new release of payments
is deployed. The timer was in the memory of the old process.`,
  compares: "OFF: the timer is in the memory of the process. ON: it is committed with the payment.",
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
    story: killedOnTheWay({
      service: "payments",
      card: "tok_confirm",
      afterMs: 5 * 60_000,
      downMs: 0,
      until: "cancelled",
    }),
    off: () => committing((change, commit) => commit({ ...change, timers: [] })),
  }),
  watch: [
    "ON, the timer is a row with a due time, committed with the payment. Any instance may claim it when it is due.",
    "OFF works on every day without a deployment.",
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
