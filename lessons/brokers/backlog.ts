import { randomFrom } from "#stage/company/random.ts";
import { showAfter } from "../lab/recording.ts";
import type { Lesson } from "../lesson.ts";

const secondsInAnHour = 3_600;
const peakHours = 10;
const perHour = 200_000;

export const backlog: Lesson = {
  name: "backlog",
  title: "Two million a day through a service that can do a hundred thousand an hour",
  questions: [6, 17, 40],
  ground: "lab",
  hook: `A takes 200,000 requests an hour for ten hours; B handles 100,000. The architect says that a queue would grow forever, so requests
above B's pace are refused.`,
  predictions: [
    {
      ask: "Of 2,000,000 requests a day, how many are refused?",
      measure: "refused",
      unit: "requests",
      off: [950_000, 1_050_000],
      on: [0, 0],
    },
    {
      ask: "With a queue: after how many hours is it empty again? (0 without one)",
      measure: "emptyAtHour",
      unit: "h",
      off: [0, 0],
      on: [19.5, 20.5],
    },
  ],
  knobs: [{ name: "consumers", about: "instances of B", unit: "", from: 1, to: 4, step: 1, usual: 1 }],
  experiment({ side, seed, knobs: { consumers = 1 } }) {
    const random = randomFrom(seed);
    const mean = perHour / secondsInAnHour;
    const canDo = (consumers * 100_000) / secondsInAnHour;
    let waiting = 0;
    let longest = 0;
    let refused = 0;
    let emptyAtHour = 0;
    for (let second = 0; second < 24 * secondsInAnHour; second += 1) {
      const arriving = second < peakHours * secondsInAnHour ? aroundMean(random, mean) : 0;
      waiting += arriving;
      if (side === "off" && waiting > canDo) refused += waiting - canDo;
      if (side === "off") waiting = Math.min(waiting, canDo);
      waiting = Math.max(0, waiting - canDo);
      longest = Math.max(longest, waiting);
      showAfter(second * 1_000, () => ({ waiting: Math.round(waiting), refused: Math.round(refused) }));
      if (waiting > 0) emptyAtHour = (second + 1) / secondsInAnHour;
    }
    const lastWaitsHours = longest / (consumers * 100_000);
    return { refused: Math.round(refused), emptyAtHour, longest: Math.round(longest), lastWaitsHours };
  },
  watch: [
    "2,000,000 a day are 83,333 an hour on average: less than B can do. The queue grows for ten hours, and shrinks for ten.",
    "The last one in waits for ten hours. Whether that is acceptable is the real question.",
    "With two Bs the line is not zero: at exactly 100 % load random arrivals make it wander by thousands.",
  ],
  because: { file: "messaging/topology.ts", name: '"x-overflow": "reject-publish"' },
  explain: `A queue trades refusal for delay. It cannot grow forever when the average is below what the consumer can do; it is as long as the peak
is above it. So ask for the average, for the length of the peak, and for how late is too late, then check that disk and queue limits
hold a million messages.`,
  wrong: [
    {
      answer: "The queue grows forever.",
      why: "Only if the average is above the capacity. Here it is 83 % of it.",
    },
    {
      answer: "Two Bs: no queue at all.",
      why: "On average. At 100 % load a line wanders; size for 70 to 80 %.",
    },
  ],
  followUps: [
    {
      ask: "How much disk does a million messages take?",
      answer:
        "A gigabyte at 1 KB each, three times that on a quorum queue of three. Check the disk alarm's limit.",
      level: "middle",
    },
    {
      ask: "When is refusing right after all?",
      answer: "When the answer is worthless later. A quote for a screen is; a repayment is not.",
      level: "senior",
      lesson: "bounded-line",
    },
  ],
  limits: "A flow in steps of a second, with the scatter of independent arrivals. Nothing crashes.",
};

/** As many as come in a second when they come independently: a normal distribution stands in for Poisson's. */
function aroundMean(random: () => number, mean: number): number {
  const scatter = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(0, mean + Math.sqrt(mean) * scatter);
}
