import { refuse } from "#messaging/reaction.ts";
import type { Story } from "#stage/stories/story.ts";
import { alsoOnTwin } from "../company/also-on-twin.ts";
import { reacting } from "../company/changes.ts";
import type { Lesson } from "../lesson.ts";

const customers = 15;
const minute = 60_000;

/** Whether payments is away now, as a synchronous caller would find out. */
const payments = { isAway: false };

const anHourWithout: Story = {
  name: "an-hour-without-payments",
  about: "Payments is away for an hour, and customers go on ordering.",
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, passes, rest }) {
    faults.kill({ service: "payments", instance: 1 });
    payments.isAway = true;
    for (let n = 1; n <= customers; n += 1) {
      await customer.places({ customerId: `customer-${n}` }).catch(() => {});
      await passes(4 * minute);
    }
    payments.isAway = false;
    await faults.start({ service: "payments", instance: 1 });
    await rest();
  },
};

export const syncChain: Lesson = {
  name: "sync-chain",
  title: "Synchronous, and closed for an hour",
  questions: [21, 27, 34, 44],
  ground: "company",
  hook: `The orders service calls payments and waits for the answer. Payments is away for an hour at dinner time. Fifteen customers want to
order.`,
  predictions: [
    {
      ask: "How many of the 15 customers are sent away?",
      measure: "refused",
      unit: "customers",
      off: [customers, customers],
      on: [0, 0],
    },
    {
      ask: "How many of the 15 orders are paid in the end, late or not?",
      measure: "paid",
      unit: "orders",
      off: [0, 0],
      on: [customers, customers],
    },
    {
      ask: "The same hour in the orchestrated company, whose conductor commands payments: how many of the 15 are sent away?",
      measure: "refusedByTwin",
      unit: "customers",
      off: [customers, customers],
      on: [0, 0],
    },
  ],
  experiment: alsoOnTwin(
    {
      story: anHourWithout,
      tallies: ["refused"],
      counts: {
        paid: (hop) =>
          hop.kind === "handled" &&
          hop.service === "orders" &&
          hop.message.type === "payments.payment-succeeded.v1",
      },
      off: (tally) =>
        reacting("orders", (outcome, { type }) => {
          if (type !== "orders.place-order" || !payments.isAway) return outcome;
          tally("refused");
          return refuse("payments-away", "payments does not answer: try again later");
        }),
    },
    { refused: "refusedByTwin" },
  ),
  watch: [
    "ON, each customer gets a 202 at once, and the orders wait in the inbox of payments.",
    "The first of them waits an hour. The customer must be told what 202 means.",
    "The orchestrated company behaves the same: whether somebody leads, and whether somebody waits, are two questions.",
  ],
  because: { file: "orders/place-order.ts", name: "onPlaceOrder" },
  explain: `A synchronous call needs both sides at the same moment, so the caller is down whenever one of those it calls is. A message needs the
receiver some time later: the order is accepted, stored, and handled when payments is back. It is not faster. It trades an error
now for an answer later, so it fits work whose result may be late, and not a question that somebody waits for. A conductor need not
wait either: ours sends its commands as messages, and the reply may come an hour later.`,
  wrong: [
    {
      answer: "Asynchronous is faster.",
      why: "The answer to the customer is; the whole takes longer. What it buys is independence.",
    },
    {
      answer: "An orchestrator is synchronous, a choreography asynchronous.",
      why: "An orchestrator knows the steps. It may call and wait, or send a command and go on when the reply comes.",
    },
    {
      answer: "Retry the call until payments is back.",
      why: "For an hour, in memory, for each customer: that is a queue, without its durability.",
    },
  ],
  followUps: [
    {
      ask: "What does the customer see meanwhile?",
      answer:
        "A status resource: accepted, awaiting payment. It is updated by events, and a mail tells the end.",
      level: "middle",
    },
    {
      ask: "What got worse?",
      answer:
        "Errors come after the answer: the card is declined an hour later. There must be compensations, deadlines, and a place to see how far it is.",
      level: "senior",
      lesson: "compensation",
    },
  ],
  limits:
    "OFF is our orders service, which refuses while payments is away, as a caller without an answer would.",
};
