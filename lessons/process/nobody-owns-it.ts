import { after } from "#messaging/instant.ts";
import { ignore, reaction, timer } from "#messaging/reaction.ts";
import { isOver, orders } from "#orders/order.ts";
import type { Story } from "#stage/stories/story.ts";
import { hasEffects, reacting } from "../company/changes.ts";
import { type MakeChange, onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

const customers = 10;
const deadlineMs = 50 * 60_000;

const anEvening: Story = {
  name: "an-evening-of-ten",
  about: "Ten customers order.",
  needsFaultInjection: false,
  crowd: true,
  async run({ customer, rest }) {
    for (let n = 1; n <= customers; n += 1) await customer.places({ customerId: `customer-${n}` });
    await rest();
  },
};

const overdue = timer<{ readonly orderId: string }>("orders.overdue");

/** The orders service sets a deadline with each order, and says which of them have not ended by then. */
const withDeadline: MakeChange = (tally) => {
  const onOverdue = reaction(overdue, {
    reads: ({ orderId }) => ({ order: orders(orderId) }),
    react({ order }) {
      if (!order || isOver(order)) return ignore("the order has ended");
      tally("alarms");
      return {};
    },
  });
  return {
    replace(service) {
      if (service.name !== "orders") return service;
      const reactions = new Map([...service.reactions, [overdue.type, onOverdue]]);
      const place = reactions.get("orders.place-order");
      if (!place) throw new Error("orders has no reaction to orders.place-order");
      reactions.set(place.type, {
        ...place,
        react(documents, message, context) {
          const outcome = place.react(documents, message, context);
          if (!hasEffects(outcome)) return outcome;
          const { subject: orderId } = message;
          const deadline = overdue.at(after(context.now, deadlineMs), orderId, { orderId });
          return { ...outcome, setTimers: [...(outcome.setTimers ?? []), deadline] };
        },
      });
      return { ...service, reactions };
    },
  };
};

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
  ],
  experiment: onCompany({
    story: anEvening,
    tallies: ["alarms"],
    fault: () =>
      reacting("restaurants", (outcome, { type }) =>
        type === "payments.payment-succeeded.v1" ? ignore("this release does not care") : outcome,
      ),
    off: () => ({}),
    on: withDeadline,
  }),
  watch: [
    "Both sides are equally broken. Only one of them knows it.",
    "No single service sees a mistake: each has done what it is there for.",
  ],
  because: { file: "stage/guarantees/invariants.ts", name: "every order is delivered or cancelled" },
  explain: `In a choreography nobody executes the process, so nobody notices that it stopped. Each service watches its own part. What spans all of them
needs an owner of its own: the service with the first and the last event sets a deadline for the whole, or an observer follows the
correlation id from beginning to end. An alarm on "started and not ended in time" finds every gap, also the ones not thought of.`,
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
    "The deadline is the lesson's own: the company ships with invariants in its tests and with alerts on stuck entries.",
};
