import type { Clock } from "#messaging/clock.ts";
import type { Store } from "#messaging/store.ts";
import { showOn } from "../recording.ts";

/** The source of rows to publish. */
export interface Job {
  /** The next rows, by id; empty if there are none now. */
  take(limit: number): Promise<readonly string[]>;
  published(id: string): Promise<void>;
  failed(id: string): Promise<void>;
  /** Whether another row may still appear. */
  isOver(): Promise<boolean>;
}

export interface WorkOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** The share of batches in which the worker dies, from 0 to 1. */
  readonly deaths: number;
  /** The share of publishes that fail, from 0 to 1. */
  readonly refused: number;
  /** How often each row was published. */
  readonly published: Map<string, number>;
}

const batchSize = 50;
const publishMs = 10;
const restartMs = 5_000;
const leaseMs = 30_000;

/** A worker that publishes batches until nothing is left, and is started again five seconds after each death. */
export async function work(job: Job, options: WorkOptions): Promise<void> {
  const { clock, random, deaths, refused, published } = options;
  const show = showOn(clock);
  const pause = (ms: number) => new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));
  while (!(await job.isOver())) {
    const batch = await job.take(batchSize);
    if (batch.length === 0) await pause(1_000);
    const diesAt = random() < deaths ? Math.floor(random() * batch.length) : -1;
    for (const [n, id] of batch.entries()) {
      await pause(publishMs);
      const isRefused = random() < refused;
      if (!isRefused) published.set(id, (published.get(id) ?? 0) + 1);
      show(() => ({ published: published.size }));
      if (n === diesAt) {
        await pause(restartMs);
        break;
      }
      await (isRefused ? job.failed(id) : job.published(id));
    }
  }
}

/** A table with a status column: pending, then processing, then deleted or failed. */
export function statusOutbox(ids: readonly string[]): Job {
  const status = new Map(ids.map((id) => [id, "pending"]));
  const pending = () => [...status].filter(([, is]) => is === "pending").map(([id]) => id);
  return {
    async take(limit) {
      const batch = pending().slice(0, limit);
      for (const id of batch) status.set(id, "processing");
      return batch;
    },
    async published(id) {
      status.delete(id);
    },
    async failed(id) {
      status.set(id, "failed");
    },
    isOver: async () => pending().length === 0,
  };
}

/** Our own store: rows are claimed by lease, and unsettled rows can be claimed again. */
export function leasedOutbox(store: Store, clock: Clock): Job {
  let idleSince: number | undefined;
  return {
    async take(limit) {
      const claimed = await store.claimEvents({ now: clock.now(), limit, leaseMs });
      if (claimed.length > 0) idleSince = undefined;
      else idleSince ??= clock.now();
      return claimed.map(({ id }) => id);
    },
    published: (id) => store.settle([id]),
    async failed() {},
    // Nothing was claimed for longer than a lease.
    isOver: async () => idleSince !== undefined && clock.now() - idleSince > 2 * leaseMs,
  };
}
