import { committing } from "../company/changes.ts";
import { killedOnTheWay } from "../company/killed-on-the-way.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

const noEffects = { documents: [], outbox: [], timers: [], cancelled: [], settled: [] };

export const whereTheIdLives: Lesson = {
  name: "where-the-id-lives",
  title: "The id says handled, the document says nothing",
  questions: [5, 19, 57, 58],
  ground: "company",
  hook: `Payments stores the id of each message in one write, and the payment in the next, a tenth of a second
later. It dies between the two. The broker delivers the message again.`,
  compares: "OFF: the message id is committed before the payment. ON: both are in one commit.",
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
    story: killedOnTheWay({ service: "payments", afterMs: 80, downMs: 60_000, until: "delivered" }),
    off: () =>
      committing(async ({ processed, ...effects }, commit, { clock }) => {
        await commit({ ...noEffects, processed });
        await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
        await commit({ ...effects, processed: [] });
      }),
  }),
  watch: [
    "OFF, the second delivery is a `duplicate`, although the first one had no effect.",
    "ON, the id and the payment are written together: after the crash there are both, or neither.",
  ],
  because: {
    file: "messaging/inbox/commit-batch.ts",
    name: "await store.commit(change);",
    undo: `await store.commit({ ...change, documents: [], outbox: [], timers: [], cancelled: [], settled: [] });
    await new Promise<void>((resolve) => clock.at(clock.now() + 100, resolve));
    await store.commit({ ...change, processed: [] });`,
  },
  explain: `Two writes have a moment between them. If the id comes first, a crash there loses the message: its
redelivery looks like a duplicate. If the effect comes first, a crash there repeats it. And an instance that
looks for the id before writing it races with another that looks at the same moment. One transaction with a
unique index has no such moment: it writes both or neither, and the second writer fails.`,
  wrong: [
    {
      answer: "Store the id first, so that no other instance starts.",
      why: "A crash then leaves an id without its effect, and nothing will ever create the effect.",
    },
    {
      answer: "Store it in Redis with a time to live, as a lock.",
      why: "The lock may expire while the work is slow. Then two instances do it at once.",
    },
  ],
  followUps: [
    {
      ask: "Two instances get the same message at once. What does each see?",
      answer:
        "Both react and commit. One gets a duplicate-key error, reads again, finds the id, and acknowledges.",
      level: "middle",
    },
    {
      ask: "The effect is in another system: a charge. Where is the id then?",
      answer:
        "In that system, as an idempotency key. Our transaction stores the intent to call, and we call until we get an answer.",
      level: "senior",
      lesson: "idempotency-key",
    },
  ],
  limits: "One moment of one service. The simulation also plants the opposite order, and finds it.",
};
