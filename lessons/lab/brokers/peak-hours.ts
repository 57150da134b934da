import { randomFrom } from "#stage/company/random.ts";
import { showAfter } from "../recording.ts";

const secondsInAnHour = 3_600;
const peakHours = 10;

export interface Day {
  readonly seed: number;
  /** How many requests arrive in an hour of the peak, on average; none arrive later. */
  readonly arriving: number;
  /** How many requests can be handled in an hour. */
  readonly capacity: number;
  /** Whether requests above the capacity wait, or are refused. */
  readonly hasQueue: boolean;
}

/** A day with ten busy hours, as a flow in steps of a second. */
export function dayWithPeak({ seed, arriving, capacity, hasQueue }: Day) {
  const random = randomFrom(seed);
  const mean = arriving / secondsInAnHour;
  const canDo = capacity / secondsInAnHour;
  let waiting = 0;
  let longest = 0;
  let refused = 0;
  let secondsAtWork = 0;
  for (let second = 0; second < 24 * secondsInAnHour; second += 1) {
    waiting += second < peakHours * secondsInAnHour ? aroundMean(random, mean) : 0;
    if (!hasQueue && waiting > canDo) {
      refused += waiting - canDo;
      waiting = canDo;
    }
    if (waiting > 0) secondsAtWork += 1;
    waiting = Math.max(0, waiting - canDo);
    longest = Math.max(longest, waiting);
    showAfter(second * 1_000, () => ({ waiting: Math.round(waiting), refused: Math.round(refused) }));
  }
  const lastWaitsHours = longest / capacity;
  return {
    refused: Math.round(refused),
    worksForHours: secondsAtWork / secondsInAnHour,
    longest: Math.round(longest),
    lastWaitsHours,
  };
}

/** Independent arrivals in one second: a normal distribution approximates Poisson's. */
function aroundMean(random: () => number, mean: number): number {
  const scatter = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(0, mean + Math.sqrt(mean) * scatter);
}
