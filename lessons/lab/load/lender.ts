import { randomFrom } from "#stage/company/random.ts";
import type { Measured } from "../../lesson.ts";
import { callUntilAnswered } from "../lossy-network.ts";
import { showTrial } from "../recording.ts";

const applications = 100_000;

interface Lending {
  /** How many requests, and how many answers, get lost, in percent. */
  readonly loss: number;
  /** For each application. */
  readonly attempts: number;
  /** Whether all attempts at an application have the same idempotency key. */
  readonly hasKey: boolean;
}

/** A lender behind a lossy network. Customers return surplus loans at once, and one in a hundred the only one. */
export function lend(seed: number, { hasKey, ...call }: Lending): Measured {
  const random = randomFrom(seed);
  let loans = 0;
  let answered = 0;
  let paidBack = 0;
  for (let n = 0; n < applications; n += 1) {
    const { effects: granted, isAnswered } = callUntilAnswered({ random, isDeduplicated: hasKey, ...call });
    loans += granted;
    if (isAnswered) answered += 1;
    const changesTheirMind = random() < 0.01;
    paidBack += changesTheirMind ? granted : Math.max(0, granted - 1);
    showTrial(n, () => ({
      loansFor100: (100 * loans) / (n + 1),
      paidBackOnDayOne: (100 * paidBack) / loans,
    }));
  }
  return {
    loansFor100: (100 * loans) / applications,
    paidBackOnDayOne: (100 * paidBack) / loans,
    answered: (100 * answered) / applications,
  };
}
