import { benchBroker, numbers } from "../bench-broker.ts";
import { hash, onTheRing } from "./consistent-hash.ts";
import { watchOrder } from "./order-watch.ts";

export interface KeyedRun {
  readonly seed: number;
  readonly messages: number;
  readonly keys: number;
  readonly consumers: number;
  /** A queue for each consumer, chosen by key. Otherwise all of them share one. */
  readonly isPartitioned: boolean;
}

/** How many keyed messages are handled after a later one of their key. A message takes 10 ms on average. */
export async function outOfOrderByKey(run: KeyedRun): Promise<number> {
  const { seed, messages, keys, consumers, isPartitioned } = run;
  const queues = numbers(isPartitioned ? consumers : 1).map((n) => `part-${n}`);
  const bench = benchBroker(seed, queues);
  const drawn = numbers(messages).map(() => Math.floor(bench.random() * keys));
  const keyOf = (n: number): number => drawn[n] ?? 0;
  const queueOf = (n: number): string => `part-${n % queues.length}`;
  const watch = watchOrder(keyOf);
  const workMs = (): number => 1 + Math.floor(-Math.log(1 - bench.random()) * 10);
  const handle = (n: number): void => {
    watch.handled(n);
    bench.show(() => ({ outOfOrder: watch.outOfOrder() }));
  };
  await bench.startWorkers(numbers(consumers).map((n) => ({ queue: queueOf(n), workMs, handle })));
  for (const n of numbers(messages)) await bench.publishTo(queueOf(keyOf(n)), n);
  await bench.clock.runToRest();
  return watch.outOfOrder();
}

/** The share of 10,000 keys that change their partition when one is added, in percent. */
export function shareThatMoves(partitions: number, isConsistent: boolean): number {
  const place = isConsistent ? onTheRing : (key: number, many: number) => hash(`key ${key}`) % many;
  const moved = numbers(10_000).filter((key) => place(key, partitions) !== place(key, partitions + 1));
  return moved.length / 100;
}
