import { withoutField } from "../company/missing-field.ts";
import { onCompany } from "../company/on-company.ts";
import { gateRefuses } from "../gate/refusal.ts";
import type { Lesson } from "../lesson.ts";

const consumers = ["orders", "restaurants", "notifications"];
const unchanged = onCompany({ story: "delivered" });
const deployed = onCompany({
  story: "delivered",
  fault: withoutField("payments.payment-succeeded.v1", "amount", consumers),
});

export const contract: Lesson = {
  name: "contract",
  title: "We told them in the chat",
  questions: [24, 35, 89],
  ground: "gate",
  hook: `Payments drops the field \`amount\` from an event: the charge's id is enough, and the order has the
price. The team announces it in the chat and deploys.`,
  compares: "OFF: the change is announced and deployed. ON: a gate first checks it against the contracts.",
  predictions: [
    {
      ask: "One order is placed: how many messages are parked?",
      measure: "parked",
      unit: "messages",
      off: [consumers.length, consumers.length],
      on: [0, 0],
    },
  ],
  async experiment(run) {
    const isRefused = run.side === "on" && (await gateRefuses());
    const { parked = 0 } = await (isRefused ? unchanged : deployed)(run);
    return { parked, refused: isRefused ? 1 : 0 };
  },
  watch: [
    "The gate names the consumers that would break (orders, restaurants, notifications), and the field each relies on.",
    "OFF, the customer has paid, and no service learns of it until a person looks at the parked messages.",
  ],
  because: {
    file: "contracts/gate/check.ts",
    name: "return changes.some(isBreaking) ? 1 : 0;",
    undo: "return 0;",
  },
  explain: `An event is an interface whose producer does not know its consumers. So its schema is written down
and validated on both sides, and each consumer declares the fields it relies on. In CI a gate compares the
next version with the last. A new optional field passes. A dropped or renamed field is refused, with the names
of the consumers that need it: it takes a new version beside the old one.`,
  wrong: [
    {
      answer: "We tell them in the chat.",
      why: "The team that joined last month is not in it, and messages in queues read no chat.",
    },
    {
      answer: "Integration tests of the whole company find it.",
      why: "The next day, in an environment where all services have the same version. The gate finds it within seconds, in the producer's build.",
    },
  ],
  followUps: [
    {
      ask: "How do you get from version 1 to version 2?",
      answer:
        "Publish both, move one consumer after the other, and stop version 1 when none is left. Each consumer acts once, on whichever comes first.",
      level: "senior",
    },
    {
      ask: "Version 1 goes, and some of it is still in a queue. What then?",
      answer: "Drain the queue first, or keep the reaction for one release longer than the binding.",
      level: "senior",
      lesson: "poison",
    },
  ],
  limits: "One field of one event. `lessons/version-change` goes the whole way, release by release.",
};
