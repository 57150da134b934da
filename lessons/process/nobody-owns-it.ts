import { ignore } from "#messaging/reaction.ts";
import type { Story } from "#stage/stories/story.ts";
import { reacting } from "../company/changes.ts";
import { withDeadline } from "../company/deadline.ts";
import { type CompanyTrial, onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";
import { twin } from "../twin/design.ts";

const customers = 10;
const hour = 60 * 60_000;

const anEvening: Story = {
  name: "an-evening-of-ten",
  about: "Ten customers order, and three hours pass.",
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, passes, rest }) {
    for (let n = 1; n <= customers; n += 1) await customer.places({ customerId: `customer-${n}` });
    await passes(3 * hour);
    await rest();
  },
};

/** The release that no longer cares: for the event of the choreography, or the command of the orchestrated twin. */
const asks = ["payments.payment-succeeded.v1", "conductor.cook-order.v1"];

const broken: CompanyTrial = {
  story: anEvening,
  tallies: ["alarms"],
  fault: () =>
    reacting("restaurants", (outcome, { type }) =>
      asks.includes(type) ? ignore("this release does not care") : outcome,
    ),
  off: () => ({}),
};
const choreographed = onCompany({ ...broken, on: withDeadline });
const orchestrated = onCompany({ ...broken, design: twin });

export const nobodyOwnsIt: Lesson = {
  name: "nobody-owns-it",
  title: "Ten orders stand still, and all is green",
  questions: [68, 82, 83],
  ground: "company",
  hook: `A release of restaurants no longer reacts to paid orders. Ten customers order and pay. Every service is up, every queue is empty, no error
is logged.`,
  predictions: [
    {
      ask: "Ten orders never end: how many alarms are raised?",
      measure: "alarms",
      unit: "alarms",
      off: [0, 0],
      on: [customers, customers],
    },
    {
      ask: "How many of the ten still stand there after three hours? In the choreography (OFF), in the orchestrated company (ON).",
      measure: "standing",
      unit: "orders",
      off: [customers, customers],
      on: [0, 0],
    },
  ],
  async experiment(run) {
    const { neverEnded = Number.NaN, ...measured } = await choreographed(run);
    if (run.side === "off") return { ...measured, standing: neverEnded };
    const { log: _, ...unrecorded } = run;
    const { neverEnded: standing = Number.NaN } = await orchestrated(unrecorded);
    return { ...measured, standing };
  },
  watch: [
    "Both sides are equally broken. Only one of them knows it.",
    "An alarm wakes a person. The conductor has also cancelled the ten orders and given the money back.",
    "No single service sees a mistake: each has done what it is there for.",
  ],
  because: {
    file: "lessons/twin/conductor/on-reply.ts",
    name: "setTimers: waiting(noted, now, patience),",
    undo: "",
  },
  explain: `In a choreography nobody executes the process, so nobody notices that it stopped. Each service watches its own part. What spans all of them
needs an owner of its own: the service with the first and the last event sets a deadline for the whole, or an observer follows the
correlation id from beginning to end. An alarm on "started and not ended in time" finds every gap, also the ones not thought of. A
conductor is such an owner: it waits for each reply with a deadline, and knows what to undo when none comes.`,
  wrong: [
    {
      answer: "Tracing solves it.",
      why: "A trace shows what happened. Here the mistake is what did not happen, and nobody searches for a missing span.",
    },
    {
      answer: "Each team has alarms on errors and queues.",
      why: "There is no error, and the queues are empty.",
    },
  ],
  followUps: [
    {
      ask: "Who is paged at night?",
      answer:
        "The owner of the process, which must be a team with a name. The alarm carries the last event of each order, which says whose turn it was.",
      level: "senior",
    },
    {
      ask: "Would an orchestrator have noticed?",
      answer: "Yes: it waits for the answer of the step, with a timeout. That is its strongest argument.",
      level: "middle",
      lesson: "conductor",
    },
  ],
  limits:
    "The alarm in the choreography is the lesson's own: the company ships with invariants in its tests and with alerts on stuck entries. The conductor's deadline is the twin's.",
};
