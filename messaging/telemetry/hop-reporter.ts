import type { Clock } from "../clock.ts";
import type { Hop } from "../instance/hops.ts";
import { encodeBatch } from "./hop-batch.ts";

/** Where batches of hops go. */
export interface HopSink {
  /** Whether a batch can be sent now, without waiting for anything. */
  isReady(): boolean;
  /** Sends a batch, at most once. Whether it arrives is never known. */
  send(batch: string): void;
}

export interface HopReporterOptions {
  readonly service: string;
  /** Identifies this process. */
  readonly reporter: string;
  readonly sink: HopSink;
  readonly clock: Clock;
  /** Called with the number of hops that are dropped. */
  readonly onDropped?: (hops: number) => void;
  /** The most hops that wait to be sent; more are dropped. @default 5_000 */
  readonly mostWaiting?: number;
}

/** How often hops are sent, in milliseconds: more than a person could tell apart. */
const everyMs = 100;
/** A process without hops reports as often as this, in milliseconds, that it is alive. */
const heartbeatMs = 1_000;
/** The most hops in a batch. */
const mostInBatch = 500;

/** Reports the hops of a process to watchers: at most once, and never at the expense of handling. */
export function createHopReporter(options: HopReporterOptions) {
  const { clock, mostWaiting = 5_000, onDropped = () => {}, reporter, service, sink } = options;
  let waiting: Hop[] = [];
  let seen = 0;
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancel = clock.at(clock.now() + everyMs, tick);

  function tick(): void {
    cancel = clock.at(clock.now() + everyMs, tick);
    flush();
  }

  function flush(isLast = false): void {
    const isDue = isLast || waiting.length > 0 || clock.now() - sentAt >= heartbeatMs;
    while (isDue && sink.isReady()) {
      const hops = waiting.slice(0, mostInBatch);
      waiting = waiting.slice(mostInBatch);
      const isEnd = waiting.length === 0;
      sentAt = clock.now();
      try {
        sink.send(
          encodeBatch({ service, reporter, seen: seen - waiting.length, isLast: isLast && isEnd, hops }),
        );
      } catch {
        // They cannot be encoded, or the connection was lost a moment ago.
        onDropped(hops.length);
      }
      if (isEnd) return;
    }
  }

  return {
    /** Takes a hop. Never waits, and never throws. */
    observe(hop: Hop): void {
      seen += 1;
      if (waiting.length < mostWaiting) waiting.push(hop);
      else onDropped(1);
    },
    /** Sends what waits, and that the process stops. */
    stop(): void {
      cancel();
      flush(true);
    },
  };
}
