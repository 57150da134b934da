import { benchBroker, numbers } from "../bench-broker.ts";
import { showTrial } from "../recording.ts";

export interface PoisonRun {
  readonly seed: number;
  readonly events: number;
  /** Partitions of the log, or consumers of the queue. */
  readonly readers: number;
}

/** The event that no reader can handle: one of the first 400. */
const poisonIn = (random: () => number): number => Math.floor(random() * 400);

/** Reads a partition of a log until an event is refused. Returns the offset; the log keeps all its events. */
function read(partition: readonly number[], handle: (event: number) => boolean): number {
  const refused = partition.findIndex((event) => !handle(event));
  return refused < 0 ? partition.length : refused;
}

/** Events on a log, whose reader stops at the poisonous one. Counts those that wait, and those still readable. */
export function onALog({ seed, events, readers }: PoisonRun) {
  const poison = poisonIn(benchBroker(seed, []).random);
  const partitions = numbers(readers).map((part) => numbers(events).filter((n) => n % readers === part));
  let handled = 0;
  const handle = (event: number): boolean => {
    if (event === poison) return false;
    handled += 1;
    showTrial(handled - 1, () => ({ handled }));
    return true;
  };
  let waiting = 0;
  let readAgain = 0;
  for (const partition of partitions) {
    const behind = partition.length - read(partition, handle);
    if (behind > 0) waiting += behind - 1;
    readAgain += read(partition, () => true);
  }
  return { waiting, readAgain };
}

/** The same events on a queue, where the consumers park the poisonous one and go on. */
export async function onAQueue({ seed, events, readers }: PoisonRun) {
  const bench = benchBroker(seed, ["inbox", "parked"]);
  const poison = poisonIn(bench.random);
  let handled = 0;
  const handle = (n: number): void => {
    if (n === poison) void bench.publishTo("parked", n);
    else handled += 1;
    showTrial(handled - 1, () => ({ handled }));
  };
  await bench.startWorkers(numbers(readers).map(() => ({ queue: "inbox", prefetch: 10, handle })));
  for (const n of numbers(events)) await bench.publishTo("inbox", n);
  await bench.clock.runToRest();
  const kept = ["inbox", "parked"].flatMap((queue) => bench.broker.queue(queue).messages);
  return { waiting: events - handled - 1, readAgain: kept.length };
}
