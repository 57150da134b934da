import { randomFrom } from "#stage/company/random.ts";
import type { Measured } from "../../lesson.ts";
import { showAfter } from "../recording.ts";

const minutesInADay = 24 * 60;
const minutesInAYear = 365 * minutesInADay;

interface Services {
  readonly many: number;
  /** The availability of each, from 0 to 1. */
  readonly up: number;
  /** The mean length of an outage, in minutes. */
  readonly outage: number;
  /** Whether a request needs all of them at once, or the first alone. */
  readonly needsAll: boolean;
}

/** A year of services that fail independently. Returns for how much of it requests work. */
export function workThrough(seed: number, { many, needsAll, outage, up }: Services): Measured {
  const random = randomFrom(seed);
  const breaks = (1 - up) / (up * outage);
  const isUp = Array.from({ length: many }, () => true);
  let works = 0;
  for (let minute = 0; minute < minutesInAYear; minute += 1) {
    isUp.forEach((one, i) => {
      isUp[i] = one ? random() >= breaks : random() < 1 / outage;
    });
    if (needsAll ? isUp.every(Boolean) : isUp[0]) works += 1;
    if ((minute + 1) % minutesInADay === 0)
      showAfter(minute * 60_000, () => ({ works: 100 * (works / (minute + 1)) }));
  }
  const share = works / minutesInAYear;
  return { works: 100 * share, hoursADay: 24 * (1 - share) };
}
