import { randomFrom } from "#stage/company/random.ts";
import type { Measured } from "../../lesson.ts";
import { numbers } from "../bench-broker.ts";
import { callUntilAnswered } from "../lossy-network.ts";
import { showTrial } from "../recording.ts";

const customers = 1_000;
/** Enough for an answer to arrive. */
const manyAttempts = 50;

/**
 * Two teams send a thousand coupons over a lossy network. One sends each coupon once, the other repeats it until
 * an answer arrives; if the receiver recognizes repetitions, both repeat. Returns how many coupons the first team
 * loses, and how many the second duplicates.
 */
export function sendCoupons(seed: number, loss: number, isDeduplicated: boolean): Measured {
  const random = randomFrom(seed);
  const send = (attempts: number): readonly number[] =>
    numbers(customers).map(() => callUntilAnswered({ random, loss, attempts, isDeduplicated }).effects);
  const first = send(isDeduplicated ? manyAttempts : 1);
  const second = isDeduplicated ? first : send(manyAttempts);
  const count = (until: number) => ({
    lost: first.slice(0, until).filter((effects) => effects === 0).length,
    twice: second.slice(0, until).filter((effects) => effects > 1).length,
  });
  for (const n of numbers(customers)) showTrial(n, () => count(n + 1));
  return count(customers);
}
