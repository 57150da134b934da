import type { Delivery } from "#messaging/broker.ts";
import { delivering } from "../company/changes.ts";
import { onCompany } from "../company/on-company.ts";
import { gateRefuses } from "../gate/refusal.ts";
import type { Lesson } from "../lesson.ts";

const event = "payments.payment-succeeded.v1";
const consumers = ["orders", "restaurants", "notifications"];

/** The company after payments was deployed without the field `amount`. */
const deployed = onCompany({
  story: "delivered",
  off: () => ({}),
  fault: () => {
    const changes = consumers.map((consumer) =>
      delivering(`${consumer}.inbox`, (delivery, pass) => pass(withoutAmount(delivery))),
    );
    return {
      decorate: (ports) => changes.reduce((inner, { decorate }) => decorate?.(inner) ?? inner, ports),
    };
  },
});

/** The company as it was. */
const unchanged = onCompany({ story: "delivered", off: () => ({}) });

export const contract: Lesson = {
  name: "contract",
  title: "We told them in the chat",
  questions: [24, 35, 89],
  ground: "gate",
  hook: `Payments drops the field \`amount\` from an event: the charge's id is enough, the order has the price. The team tells the others in the chat
and deploys.`,
  predictions: [
    {
      ask: "One order is placed: how many messages are parked?",
      measure: "parked",
      unit: "messages",
      off: [3, 3],
      on: [0, 0],
    },
    {
      ask: "How many deployments are refused beforehand?",
      measure: "refused",
      unit: "",
      off: [0, 0],
      on: [1, 1],
    },
  ],
  async experiment(run) {
    const isRefused = run.side === "on" && (await gateRefuses());
    const { parked = 0 } = await (isRefused ? unchanged : deployed)({ ...run, side: "on" });
    return { parked, refused: isRefused ? 1 : 0 };
  },
  watch: [
    "The gate names who would break: orders, restaurants and notifications, and which field each of them relies on.",
    "OFF, the customer has paid, and nobody hears of it until a person looks at the parked messages.",
  ],
  because: {
    file: "contracts/gate/check.ts",
    name: "return changes.some(isBreaking) ? 1 : 0;",
    undo: "return 0;",
  },
  explain: `An event is an interface with consumers whom its producer does not know. So the schema is written down, validated on both sides, and each
consumer declares the fields that it relies on. A gate compares the next version with the last in CI: a new optional field passes,
a dropped or renamed one is refused, with the names of those who need it. Such a change takes a new version beside the old one.`,
  wrong: [
    {
      answer: "We tell them in the chat.",
      why: "The consumer that joined last month is not in it, and messages in the queues read no chat.",
    },
    {
      answer: "Integration tests of the whole company find it.",
      why: "The day after, in an environment where all have the same version. The gate finds it in seconds, in the producer's own build.",
    },
  ],
  followUps: [
    {
      ask: "How do you get from version 1 to version 2?",
      answer:
        "Publish both, move consumer after consumer, and stop version 1 when none is left. Each consumer acts once, on whichever comes first.",
      level: "senior",
    },
    {
      ask: "Version 1 goes, and some of it is still in a queue. What then?",
      answer: "Drain first, or keep the reaction for one release longer than the binding.",
      level: "senior",
      lesson: "poison",
    },
  ],
  limits: "One field of one event. `lessons/version-change` goes the whole way, release by release.",
};

function withoutAmount(delivery: Delivery): Delivery {
  if (delivery.routingKey !== event) return delivery;
  const envelope = JSON.parse(new TextDecoder().decode(delivery.body));
  const { amount: _, ...data } = envelope.data;
  return { ...delivery, body: new TextEncoder().encode(JSON.stringify({ ...envelope, data })) };
}
