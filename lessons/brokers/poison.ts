import { onCompany } from "../company/on-company.ts";
import { countingPoison, poisonAmong, requeuingPoison } from "../company/poison-among-orders.ts";
import type { Lesson } from "../lesson.ts";

/** The OFF side would go on forever: it stops after this many returns. */
const enough = 10_000;

export const poisonMessage: Lesson = {
  name: "poison",
  title: "Back into the queue, says nack",
  questions: [42, 66],
  ground: "company",
  hook: `One message among the orders is cut off in the middle. The consumer cannot read it and returns it
with requeue. The broker immediately delivers it again.`,
  compares: "OFF: the consumer returns the unreadable message with requeue. ON: it parks the message.",
  predictions: [
    {
      ask: "How often does the broker deliver the message to payments?",
      measure: "handedOut",
      unit: "times",
      off: [enough, Number.MAX_SAFE_INTEGER],
      on: [1, 1],
    },
  ],
  experiment: onCompany({
    story: poisonAmong(20),
    tallies: ["handedOut"],
    fault: countingPoison,
    off: () => requeuingPoison(enough),
  }),
  watch: [
    "ON, it is parked at once, with the reason, and a person can look at it.",
    "All twenty orders are delivered on both sides: valid messages pass while one processor spins.",
    "OFF stops after 10,000 returns. Without a delivery limit, nothing in it would stop by itself.",
  ],
  because: {
    file: "messaging/settlement/settlement.ts",
    name: "return { onward: parkedCopy(instance, attempted(), result.reason, result.error, now) };",
    undo: "const { tier: _, ...onward } = afterFailure(instance, attempted(), result.error, now);\n      return { onward };",
  },
  explain: `Some errors pass (the database is away), others never do (the body is not JSON). Returning a
message helps only against the first kind, and even then not at once. So wait in tiers for errors that may
pass, park the others at once, and keep the reason with the message. Quorum queues count returns, and drop or
dead-letter the message beyond a limit: 20 by default since RabbitMQ 4.0.`,
  wrong: [
    {
      answer: "nack with requeue, and the broker will sort it out.",
      why: "It delivers the message again immediately, ahead of all others, until it reaches a limit.",
    },
    {
      answer: "Log it and acknowledge.",
      why: "Then an order is lost in a log file. A parked message can be repaired and sent again.",
    },
  ],
  followUps: [
    {
      ask: "Who looks at the parked messages?",
      answer:
        "An alarm on their number, a tool that groups them by reason, and a person who redrives or drops them.",
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
  limits: "One unreadable message. On a partitioned log it would also hold up everything behind it.",
};
