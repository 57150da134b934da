import type { Story } from "#stage/stories/story.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

const minute = 60_000;

const restartedMeanwhile: Story = {
  name: "restarted-before-the-expiry",
  about: "A customer never confirms. Payments restarts after five of the fifteen minutes.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    const order = await customer.places({ card: "tok_confirm" });
    await passes(5 * minute);
    faults.kill({ service: "payments", instance: 1 });
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "cancelled");
  },
};

export const fifteenMinutes: Lesson = {
  name: "fifteen-minutes",
  title: "Fifteen minutes, and a deployment in between",
  questions: [86],
  ground: "company",
  hook: `A customer has fifteen minutes to confirm the payment. After five, payments is deployed anew. The timer was in the memory of the old
process.`,
  predictions: [
    {
      ask: "How many of these orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [1, 1],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: restartedMeanwhile,
    off: () => ({
      decorate: ({ store, ...ports }) => ({
        ...ports,
        store: { ...store, commit: (change) => store.commit({ ...change, timers: [] }) },
      }),
    }),
  }),
  watch: [
    "ON, the timer is a row with a due time, committed with the payment. Any instance may claim it when it is due.",
    "OFF, it works on every day without a deployment.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: "await store.commit({ ...change, timers: [] });",
  },
  explain: `A timer in memory dies with its process. So a timer is data: name, due time, lease, written in the commit that begins the wait. When it is
due it comes in as a message with an id of its own, so that a timer that fires twice acts once. Whether the money or the timer was
first is decided by the version of the payment's document; money that comes later is refunded.`,
  wrong: [
    {
      answer: "setTimeout; deployments are rare.",
      why: "Crashes, scaling and node drains are not. Each of them forgets every timer of the process.",
    },
    {
      answer: "A cron job each minute that looks for expired payments.",
      why: "It works, up to a minute late, and needs an index and one owner. A timer row is the same scan, done by due time.",
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
        "A TTL per message blocks behind the head of its queue, the delayed-message plugin keeps its messages on one node, and neither can be cancelled.",
      level: "senior",
    },
  ],
  limits: "One restart. Clocks that differ between instances shift a timer by the difference.",
};
