import { numbers } from "../bench-broker.ts";

/** An append-only log in partitions, like a Kafka topic. Reading removes nothing: readers keep offsets. */
export interface Log {
  append(key: number, event: number): void;
  /** Reads a partition from an offset on, until `handle` refuses one. Returns the new offset. */
  read(partition: number, offset: number, handle: (event: number) => boolean): number;
  size(partition: number): number;
}

export function createLog(partitions: number): Log {
  const parts = numbers(partitions).map((): number[] => []);
  const part = (n: number): number[] => parts[n % partitions] ?? [];
  return {
    append: (key, event) => void part(key).push(event),
    read(partition, offset, handle) {
      let at = offset;
      for (const event of part(partition).slice(offset)) {
        if (!handle(event)) break;
        at += 1;
      }
      return at;
    },
    size: (partition) => part(partition).length,
  };
}
