import type { Story } from "#stage/stories/story.ts";
import { delivering } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import type { Lesson } from "../lesson.ts";

const orders = 20;
/** The OFF side would go on forever: it is stopped after so many times. */
const enough = 10_000;

const poison: Story = {
  name: "poison-among-twenty",
  about: "An unreadable message arrives among twenty valid orders.",
  needsFaultInjection: true,
  crowd: true,
  async run({ customer, faults, rest }) {
    for (let n = 1; n <= orders; n += 1) {
      await customer.places({ customerId: `customer-${n}` });
      if (n === orders / 2) await faults.poison('{"specversion": "1.0", "type": ', "orders.order-placed.v1");
    }
    await rest();
  },
};

const isReadable = (body: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder().decode(body));
    return true;
  } catch {
    return false;
  }
};

export const poisonMessage: Lesson = {
  name: "poison",
  title: "Back into the queue, says nack",
  questions: [42, 66],
  ground: "company",
  hook: `One message among the orders is cut off in the middle. The consumer cannot read it and returns it with requeue. The broker delivers it
again at once.`,
  predictions: [
    {
      ask: "How often does the broker hand out the message to payments?",
      measure: "handedOut",
      unit: "times",
      off: [enough, Number.MAX_SAFE_INTEGER],
      on: [1, 1],
    },
  ],
  experiment: onCompany({
    story: poison,
    tallies: ["handedOut"],
    fault: (tally) =>
      delivering("payments.inbox", (delivery, pass) => {
        if (!isReadable(delivery.body)) tally("handedOut");
        pass(delivery);
      }),
    off: () => {
      let returned = 0;
      return delivering("payments.inbox", (delivery, pass) => {
        if (isReadable(delivery.body) || returned > enough) return pass(delivery);
        returned += 1;
        throw new Error("this message cannot be read: back into the queue");
      });
    },
  }),
  watch: [
    "ON, it is parked at once, with the reason, and a person can look at it.",
    "The twenty orders are delivered on both sides: the others pass, while a processor spins.",
    "OFF is stopped after 10,000 times. Nothing in it would stop by itself below the delivery limit.",
  ],
  because: {
    file: "messaging/settlement/settlement.ts",
    name: "return { onward: parkedCopy(instance, attempted(), result.reason, result.error, now) };",
    undo: "const { tier: _, ...onward } = afterFailure(instance, attempted(), result.error, now);\n      return { onward };",
  },
  explain: `Some errors pass (a database that is away), others never do (a body that is no JSON). Returning a message helps only against the first,
and even then not at once. So: wait in tiers for what may pass, park at once what cannot, and keep the reason with the message.
Quorum queues count returns and drop or dead-letter the message beyond a limit: 20 by default since RabbitMQ 4.0.`,
  wrong: [
    {
      answer: "nack with requeue, and the broker will sort it out.",
      why: "It delivers it again immediately, in front of all others, until a limit is reached.",
    },
    {
      answer: "Log it and acknowledge.",
      why: "Then an order is lost in a log file. Parked, it can be repaired and sent again.",
    },
  ],
  followUps: [
    {
      ask: "Who looks at the parked messages?",
      answer:
        "An alarm on their number, a tool that groups them by reason, and a person who decides to redrive or to drop.",
      level: "middle",
    },
    {
      ask: "A message kills its consumer. What counts it?",
      answer:
        "Up to RabbitMQ 4.2 each return counts, from 4.3 on a lost connection does. Our chassis handles such a message alone, and parks it after two deaths.",
      level: "senior",
      lesson: "dead-letters",
    },
  ],
  limits: "One unreadable message. On a partitioned log it would also hold up all those behind it.",
};
