import { randomFrom } from "#stage/company/random.ts";
import { showTrial } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const messages = 1_000;
const mostAttempts = 50;

export const deliveryModes: Lesson = {
  name: "delivery-modes",
  title: "At most once, at least once, and what exactly once means",
  questions: [4, 48, 49, 50, 51],
  ground: "lab",
  hook: `A thousand coupons are sent over a network that loses one message in ten, each way. One team sends once and forgets; another
repeats until it is answered. Both get complaints.`,
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
  experiment({ side, seed, knobs: { loss = 10 } }) {
    const random = randomFrom(seed);
    const arrives = (): boolean => random() >= loss / 100;
    const deliver = (attempts: number, remembersIds: boolean): number => {
      let effects = 0;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        if (!arrives()) continue;
        if (!remembersIds || effects === 0) effects += 1;
        if (arrives()) break;
      }
      return effects;
    };
    const all = (attempts: number, remembersIds: boolean): readonly number[] =>
      Array.from({ length: messages }, () => deliver(attempts, remembersIds));
    const isOn = side === "on";
    const sentOnce = isOn ? all(mostAttempts, true) : all(1, false);
    const repeated = isOn ? sentOnce : all(mostAttempts, false);
    const count = (until: number) => ({
      lost: sentOnce.slice(0, until).filter((effects) => effects === 0).length,
      twice: repeated.slice(0, until).filter((effects) => effects > 1).length,
    });
    for (let n = 0; n < messages; n += 1) showTrial(n, () => count(n + 1));
    return count(messages);
  },
  watch: [
    "The first loss, on the way there, costs a coupon. The second, on the way back, costs a second coupon.",
    "The ON side repeats too, and as often. Only the receiver differs.",
  ],
  because: { file: "messaging/inbox/deduplicate-and-react.ts", name: "reactToAll" },
  explain: `The sender cannot tell a lost message from a lost answer. So it must choose: not repeat, and lose some, or repeat, and duplicate
some. Exactly one delivery is not on offer. Exactly one effect is: repeat until answered, and let the receiver remember the id of
what it has handled, in the same transaction as the effect.`,
  wrong: [
    {
      answer: "Kafka gives exactly once.",
      why: "From topic to topic inside Kafka. An effect outside, such as a mail or a charge, is not in its transaction.",
    },
    {
      answer: "TCP delivers exactly once.",
      why: "Within one connection. What was under way when it broke is unknown.",
    },
  ],
  followUps: [
    {
      ask: "Which of the three for the position of a courier on a map?",
      answer: "At most once: the next position comes in a second, and repeating an old one helps nobody.",
      level: "middle",
    },
    {
      ask: "What if the id is remembered before the effect, or after it?",
      answer:
        "A crash between the two loses the effect, or repeats it. Only one transaction for both is right.",
      level: "senior",
      lesson: "where-the-id-lives",
    },
  ],
  limits: "Losses are independent, and nobody crashes.",
};
