import type { Story } from "#stage/stories/story.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

const killedInBetween: Story = {
  name: "killed-in-between",
  about: "Payments dies a moment after it has begun to handle an order.",
  needsFaultInjection: true,
  async run({ customer, faults, passes, until }) {
    const order = await customer.places();
    await passes(80);
    faults.kill({ service: "payments", instance: 1 });
    await passes(60_000);
    await faults.start({ service: "payments", instance: 1 });
    await until(order, "delivered");
  },
};

export const whereTheIdLives: Lesson = {
  name: "where-the-id-lives",
  title: "Seen, says the id; nothing, says the document",
  questions: [5, 19, 57, 58],
  ground: "company",
  hook: `Payments remembers the id of each message in one write, and stores the payment in the next, a tenth of a second later. Between the two it
dies. The broker delivers the message again.`,
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
    story: killedInBetween,
    off: () => ({
      decorate({ clock, store, ...ports }) {
        const commit: typeof store.commit = async (change) => {
          const { processed, ...effects } = change;
          const idsOnly = { documents: [], outbox: [], timers: [], cancelled: [], settled: [] };
          await store.commit({ ...idsOnly, processed });
          await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
          await store.commit({ ...effects, processed: [] });
        };
        return { ...ports, clock, store: { ...store, commit } };
      },
    }),
  }),
  watch: [
    "The second delivery is a `duplicate` on the OFF side, although the first one had no effect.",
    "ON, the id and the payment are written together: after the crash either both are there, or neither.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: `await store.commit({ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] });
    await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
    await store.commit({ ...change, processed: [] });`,
  },
  explain: `Two writes have a moment between them. If the id comes first, a crash there loses the message: its repetition counts as known. If the
effect comes first, a crash there repeats it. And who looks for the id before writing it races with the other instance that looks
at the same moment. One transaction with a unique index has no such moment: both or neither, and the second writer fails.`,
  wrong: [
    {
      answer: "Set the id first, so that no other instance starts.",
      why: "Then a crash leaves an id without its effect, and nothing will ever create the effect.",
    },
    {
      answer: "Set it in Redis with a time to live, as a lock.",
      why: "The lock may expire while the work is slow. Then two instances do it at once.",
    },
  ],
  followUps: [
    {
      ask: "Two instances get the same message at once. What does each see?",
      answer:
        "Both react, both commit. One gets a duplicate-key error, reads again, finds the id, and acknowledges.",
      level: "middle",
    },
    {
      ask: "The effect is in another system: a charge. Where is the id then?",
      answer:
        "In the other system, as an idempotency key. Our transaction holds the intent to call, and repeats the call until it is answered.",
      level: "senior",
      lesson: "idempotency-key",
    },
  ],
  limits: "One moment of one service. The simulation also plants the opposite order, and finds it.",
};
