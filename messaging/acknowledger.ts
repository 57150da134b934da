import type { Broker, Delivery, Publication } from "./broker.ts";
import { backoff, type Clock, pause } from "./clock.ts";
import { NotConfirmed } from "./errors.ts";
import type { UnsignedHop } from "./hops.ts";
import type { Store } from "./store.ts";
import type { StoreHealth } from "./store-health.ts";

/** What is still owed for a message after its batch was committed. */
export interface Owed {
  /** To be acknowledged. */
  readonly delivery?: Delivery;
  /** Where it goes now, if it failed: a retry tier, or the parked queue. */
  readonly onward?: Publication;
  /** The outbox entry or timer that it came from, if no commit settled it. */
  readonly entry?: string;
  /** Called when all that is paid. */
  readonly settled?: () => void;
}

export interface AcknowledgerOptions {
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly report: (hop: UnsignedHop) => void;
  readonly health: Pick<StoreHealth, "failed">;
  readonly signal: AbortSignal;
}

export interface Acknowledger {
  owe(owed: Owed): void;
  /** True while the broker does not take what has to move on: nothing is acknowledged then. */
  isStuck(): boolean;
  idle(): Promise<void>;
}

/**
 * Acknowledges what was dealt with, in the order of arrival and many at a time; but what failed is first published to where it
 * goes next, and confirmed. It runs beside the inbox: while the broker is away, commands are still handled.
 */
export function createAcknowledger(given: AcknowledgerOptions): Acknowledger {
  const { signal } = given;
  let stuck = false;
  const options: Settling = {
    ...given,
    moved(all) {
      stuck = !all;
    },
  };
  const waiting: Owed[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0 && !signal.aborted) {
      const batch = waiting.splice(0);
      await publishOnward(options, batch);
      if (signal.aborted) break;
      await settleEntries(options, batch);
      acknowledge(batch);
      for (const { settled } of batch) settled?.();
    }
    working = undefined;
  }

  return {
    owe(owed) {
      waiting.push(owed);
      working ??= Promise.resolve().then(work);
    },
    isStuck: () => stuck,
    async idle() {
      while (working) await working;
    },
  };
}

interface Settling extends AcknowledgerOptions {
  /** Whether the broker took all that had to move on. */
  readonly moved: (all: boolean) => void;
}

/** Goes on until each is confirmed: a message that cannot move on must not be acknowledged. */
async function publishOnward(
  { broker, clock, moved, random, report, signal }: Settling,
  batch: readonly Owed[],
) {
  // What went back to its queue meanwhile fails there again: a copy of it would be a second one.
  const isOurs = ({ delivery }: Owed) => delivery?.isHeld() ?? true;
  let left = batch.filter(isOurs).flatMap(({ onward }) => (onward ? [onward] : []));
  for (let attempt = 1; left.length > 0 && !signal.aborted; attempt += 1) {
    try {
      await broker.publish(left);
      moved(true);
      return;
    } catch (error) {
      moved(false);
      if (error instanceof NotConfirmed) left = error.failed.map(({ publication }) => publication);
      report({ kind: "waiting", for: "broker", why: String(error) });
      await pause(clock, backoff(attempt, random()), signal);
    }
  }
}

/** An entry that could not be settled comes again after its lease, and is a duplicate then. */
async function settleEntries({ store, report, health }: AcknowledgerOptions, batch: readonly Owed[]) {
  const entries = batch.flatMap(({ entry }) => (entry ? [entry] : []));
  if (entries.length === 0) return;
  try {
    await store.settle(entries);
  } catch (error) {
    health.failed("bookkeeping", error);
    report({ kind: "waiting", for: "store", why: String(error) });
  }
}

/** One acknowledgement a queue: that of its last delivery covers those before it. */
function acknowledge(batch: readonly Owed[]): void {
  const last = new Map(batch.flatMap(({ delivery }) => (delivery ? [[delivery.queue, delivery]] : [])));
  for (const delivery of last.values()) delivery.ack();
}
