import { sendCoupons } from "../lab/once/coupons.ts";
import type { Lesson } from "../lesson.ts";

export const deliveryModes: Lesson = {
  name: "delivery-modes",
  title: "At most once, at least once, and what exactly once means",
  questions: [4, 48, 49, 50, 51],
  ground: "lab",
  hook: `A thousand coupons are sent over a network that loses one message in ten, each way. One team sends
each coupon once; another repeats it until an answer arrives. Both teams get complaints.`,
  compares:
    "OFF: one team sends once, the other repeats, and the receiver keeps duplicates. ON: both repeat, and it drops duplicates.",
  predictions: [
    {
      ask: "Sent once: how many of 1,000 customers get no coupon?",
      measure: "lost",
      unit: "customers",
      off: [60, 140],
      on: [0, 0],
    },
    {
      ask: "Repeated until answered: how many get two or more?",
      measure: "twice",
      unit: "customers",
      off: [60, 150],
      on: [0, 0],
    },
  ],
  knobs: [{ name: "loss", about: "lost on each leg", unit: "%", from: 0, to: 50, step: 1, usual: 10 }],
  experiment: ({ side, seed, knobs: { loss = 10 } }) => sendCoupons(seed, loss, side === "on"),
  watch: [
    "A lost request costs a customer the coupon. A lost answer costs the team a second coupon.",
    "The ON side repeats as often. Only the receiver differs.",
  ],
  because: { file: "messaging/inbox/deduplicate-and-react.ts", name: "reactToAll" },
  explain: `The sender cannot tell a lost message from a lost answer. So it must choose: send once and lose
some, or repeat and duplicate some. Exactly one delivery is impossible. Exactly one effect is possible: repeat
until answered, and let the receiver store the id of each handled message in the same transaction as its
effect.`,
  wrong: [
    {
      answer: "Kafka gives exactly once.",
      why: "From topic to topic inside Kafka. An effect outside, such as a mail or a charge, is not in its transaction.",
    },
    {
      answer: "TCP delivers exactly once.",
      why: "Within one connection. When it breaks, the fate of the last messages is unknown.",
    },
  ],
  followUps: [
    {
      ask: "Which of the three suits a courier's position on a map?",
      answer: "At most once: the next position comes in a second, and repeating an old one is useless.",
      level: "middle",
    },
    {
      ask: "What if the id is stored before the effect, or after it?",
      answer: "A crash in between loses the effect, or repeats it. Only one transaction for both is right.",
      level: "senior",
      lesson: "where-the-id-lives",
    },
  ],
  limits: "Losses are independent, and no process crashes.",
};
