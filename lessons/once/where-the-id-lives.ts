import { idsFirst } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import { dies, inTurn, rush, starts } from "../company/rush.ts";
import type { Lesson } from "../lesson.ts";

export const whereTheIdLives: Lesson = {
  name: "where-the-id-lives",
  title: "The id says handled, the document says nothing",
  questions: [5, 19, 57, 58],
  ground: "company",
  hook: `Payments stores the ids of its messages in one write, and the payments in the next, a tenth of a second
later. It was down for ten seconds, catches up, and dies between the two. The broker delivers again.`,
  compares: "OFF: message ids are committed before the payments. ON: both are in one commit.",
  predictions: [
    {
      ask: "Fourteen customers order, one each second. How many orders are never delivered or cancelled?",
      measure: "neverEnded",
      unit: "orders",
      off: [10, 10],
      on: [0, 0],
    },
  ],
  experiment: onCompany({
    story: rush({
      customers: 14,
      everyMs: 1_000,
      before: {
        3: dies("payments"),
        13: inTurn(starts("payments"), ({ passes }) => passes(80), dies("payments")),
        14: starts("payments"),
      },
    }),
    off: () => idsFirst(100),
  }),
  watch: [
    "Ten messages were waiting, and payments takes them in one batch: one write stores all their ids.",
    "OFF, each second delivery is a `duplicate`, although the first one had no effect.",
    "ON, the ids and the payments are written together: after the crash there are both, or neither.",
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
