import { numbers } from "../bench-broker.ts";
import { lab } from "../lab.ts";

/** How many ordinary jobs wait when the urgent ones arrive. */
export const bulk = 100;
const urgent = 5;
const workMs = 100;

interface Waiting {
  readonly isUrgent: boolean;
}

/** The place in which the first urgent job is done, when the urgent ones arrive a moment after the others. */
export async function placeOfTheFirst(seed: number, prefetch: number): Promise<number> {
  const model = lab(seed);
  const queue: Waiting[] = [];
  const held: Waiting[] = [];
  const done: Waiting[] = [];
  let isBusy = false;
  const handOut = (): void => {
    while (held.length < prefetch && queue.length > 0) {
      const next = queue.findIndex(({ isUrgent }) => isUrgent);
      held.push(...queue.splice(Math.max(0, next), 1));
    }
    const current = held[0];
    if (isBusy || !current) return;
    isBusy = true;
    model.after(workMs, () => {
      isBusy = false;
      done.push(...held.splice(0, 1));
      handOut();
    });
  };
  queue.push(...numbers(bulk).map(() => ({ isUrgent: false })));
  handOut();
  await model.run(1 + model.pick(workMs));
  queue.push(...numbers(urgent).map(() => ({ isUrgent: true })));
  handOut();
  await model.runToRest();
  return done.findIndex(({ isUrgent }) => isUrgent) + 1;
}

/** How many ordinary jobs are done in ten minutes, while urgent ones arrive at 110 % of a consumer's pace. */
export async function ordinaryDone(seed: number, haveTheirOwn: boolean): Promise<number> {
  const model = lab(seed);
  let urgentWaiting = 1;
  let ordinary = 0;
  const arrive = (): void => {
    urgentWaiting += 1;
    model.after(model.exponential(workMs / 1.1), arrive);
  };
  const serve = (isForOrdinary: boolean): void => {
    model.after(workMs, () => {
      if (!isForOrdinary && urgentWaiting > 0) urgentWaiting -= 1;
      else if (isForOrdinary || !haveTheirOwn) ordinary += 1;
      model.show(() => ({ ordinaryDone: ordinary, urgentWaiting }));
      serve(isForOrdinary);
    });
  };
  urgentWaiting += 20;
  arrive();
  serve(false);
  if (haveTheirOwn) serve(true);
  await model.run(600_000);
  return ordinary;
}
