import { randomFrom } from "#stage/company/random.ts";
import { showAfter } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const minutesInADay = 24 * 60;
const minutesInAYear = 365 * minutesInADay;

export const availability: Lesson = {
  name: "availability",
  title: "Ten services at 98 %",
  questions: [29],
  ground: "lab",
  hook: `Each of ten teams keeps its promise of 98 %. A request that needs all ten fails for four and a half hours a day.`,
  predictions: [
    {
      ask: "How much of a year does a chain of ten calls work?",
      measure: "works",
      unit: "%",
      off: [80, 83.5],
      on: [97, 99],
    },
    {
      ask: "How many hours a day does something not work for the customer?",
      measure: "hoursADay",
      unit: "h",
      off: [4, 4.8],
      on: [0.2, 0.7],
    },
  ],
  knobs: [
    { name: "services", about: "in the chain", unit: "", from: 1, to: 30, step: 1, usual: 10 },
    { name: "up", about: "availability of each", unit: "%", from: 90, to: 99.9, step: 0.1, usual: 98 },
    { name: "outage", about: "mean length of an outage", unit: "min", from: 1, to: 120, step: 1, usual: 10 },
  ],
  experiment({ side, seed, knobs: { services = 10, up = 98, outage = 10 } }) {
    const random = randomFrom(seed);
    const breaks = (1 - up / 100) / ((up / 100) * outage);
    const isUp = Array.from({ length: services }, () => true);
    let works = 0;
    for (let minute = 0; minute < minutesInAYear; minute += 1) {
      isUp.forEach((one, i) => {
        isUp[i] = one ? random() >= breaks : random() < 1 / outage;
      });
      // OFF needs all at once. ON, the first one takes the order into a queue, and the others do their part when they are back.
      if (side === "off" ? isUp.every(Boolean) : isUp[0]) works += 1;
      if ((minute + 1) % minutesInADay === 0)
        showAfter(minute * 60_000, () => ({ works: (100 * works) / (minute + 1) }));
    }
    const share = works / minutesInAYear;
    return { works: 100 * share, hoursADay: 24 * (1 - share) };
  },
  watch: [
    "0.98¹⁰ is 81.7 %. Independent availabilities in series multiply.",
    "ON, only the first service must be up. The others are late instead of failing.",
  ],
  because: { file: "orders/place-order.ts", name: "onPlaceOrder" },
  explain: `A synchronous chain works when all of it works, so availabilities multiply. With a queue between, the customer needs the first
service alone, with its database and its broker; an outage behind it makes the work late. The number to state is then not
availability but delay. Two instances of each would give 99.6 %, if their failures were independent.`,
  wrong: [
    { answer: "98 %.", why: "That is one of them. Ten in series are 81.7 %." },
    {
      answer: "Retries fix it.",
      why: "An outage of ten minutes outlasts any retry that a customer waits for.",
    },
  ],
  followUps: [
    {
      ask: "Is the broker in series too?",
      answer:
        "For the first service, yes, unless its outbox takes the event while the broker is away. Ours does.",
      level: "middle",
      lesson: "outbox",
    },
    {
      ask: "The failures are correlated. Better or worse?",
      answer:
        "The chain gets better, since they fail together; the redundant instances get worse, for the same reason.",
      level: "senior",
    },
  ],
  limits:
    "Outages are independent and total. Deployments and slow answers, which are most of real unavailability, are neither.",
};
