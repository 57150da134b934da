import type { Clock } from "#messaging/clock.ts";
import { instant } from "#messaging/instant.ts";
import { virtualClock } from "#messaging/memory/clock.ts";
import { memoryDatabase } from "#messaging/memory/store.ts";
import { beginning, idOf, type Message } from "#messaging/message.ts";
import type { Store } from "#messaging/store.ts";
import { randomFrom } from "#stage/company/random.ts";
import { numbers } from "../bench-broker.ts";
import { showOn } from "../recording.ts";

/** The source of rows to publish. */
interface Job {
  /** The next rows, by id; empty if there are none now. */
  take(limit: number): Promise<readonly string[]>;
  published(id: string): Promise<void>;
  failed(id: string): Promise<void>;
  /** Whether another row may still appear. */
  isOver(): Promise<boolean>;
}

const batchSize = 50;
const publishMs = 10;
const restartMs = 5_000;
const leaseMs = 30_000;

export interface OutboxRun {
  readonly seed: number;
  readonly rows: number;
  /** Whether rows are claimed by lease, or marked by a status. */
  readonly areLeased: boolean;
  /** The share of batches in which the worker dies, from 0 to 1. */
  readonly deaths: number;
  /** The share of publishes that fail, from 0 to 1. */
  readonly refused: number;
}

/** Two workers publish the rows of an outbox. Counts all publishes, the rows never published, and those published twice. */
export async function publishRows({ seed, rows, areLeased, deaths, refused }: OutboxRun) {
  const clock = virtualClock();
  const messages = numbers(rows).map((n) => row(n, clock));
  const job = areLeased ? leasedOutbox(await storeWith(messages), clock) : statusOutbox(messages);
  const random = randomFrom(seed);
  const published = new Map<string, number>();
  const show = showOn(clock);
  const pause = (ms: number) => new Promise<void>((resolve) => clock.at(clock.now() + ms, resolve));

  /** Publishes batches until nothing is left, and restarts five seconds after each death. */
  async function work(): Promise<void> {
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

  const workers = Promise.all([work(), work()]);
  await clock.runToRest();
  await workers;
  return {
    neverPublished: rows - published.size,
    publishes: [...published.values()].reduce((sum, times) => sum + times, 0),
    publishedTwice: [...published.values()].filter((times) => times > 1).length,
  };
}

function row(n: number, clock: Clock): Message {
  const id = idOf(`row ${n}`);
  const about = { source: "/orders", subject: id, time: instant(clock.now()), data: {} };
  return beginning({ id, type: "orders.order-placed.v1", ...about });
}

async function storeWith(messages: readonly Message[]): Promise<Store> {
  const store = memoryDatabase().connect();
  const outbox = messages.map((message) => ({
    kind: "events" as const,
    id: message.id,
    attempts: 0,
    leasedUntil: 0,
    messages: [message],
  }));
  await store.commit({ processed: [], documents: [], outbox, cancelled: [], timers: [], settled: [] });
  return store;
}

/** A table with a status column: pending, then processing, then deleted or failed. */
function statusOutbox(messages: readonly Message[]): Job {
  const status = new Map(messages.map(({ id }) => [id, "pending"]));
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
function leasedOutbox(store: Store, clock: Clock): Job {
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
