import { backoff } from "../backoff.ts";
import type { Delivery, Publication } from "../broker.ts";
import { pause } from "../clock.ts";
import { errorOf, NotConfirmed } from "../errors.ts";
import type { Supervised } from "../instance/store-health.ts";
import { createWorkLoop } from "../instance/work-loop.ts";

/** What is left to do for a message whose result is known. */
export interface Unsettled {
  /** To be acknowledged. */
  readonly delivery?: Delivery;
  /** The copy of a failed message, for a retry tier or the parked queue. */
  readonly onward?: Publication;
  /** The outbox entry or timer that the message came from, if no commit settled it. */
  readonly entry?: string;
  /** Called once the broker has the acknowledgement of the delivery. */
  readonly onAcknowledged?: (() => Promise<void>) | undefined;
}

export type Acknowledger = ReturnType<typeof createAcknowledger>;

/**
 * Acknowledges handled deliveries in order of arrival, many at a time. A failed message moves on first: its
 * copy is published and confirmed. The acknowledger runs beside the inbox, so the inbox still handles
 * commands while the broker is away.
 */
export function createAcknowledger(instance: Supervised) {
  const { broker, clock, random, report, signal } = instance;
  const waiting: Unsettled[] = [];
  let stuck = false;
  let isMoving = false;
  const loop = createWorkLoop(() => waiting.length > 0, settleBatch, signal);

  async function settleBatch(): Promise<void> {
    const batch = waiting.splice(0);
    isMoving = true;
    await publishOnward(batch);
    isMoving = false;
    if (signal.aborted) return;
    await settleEntries(instance, batch);
    acknowledge(batch);
    for (const { delivery, onAcknowledged } of batch) {
      if (onAcknowledged && (await delivery?.isAcknowledged())) await onAcknowledged();
    }
  }

  /**
   * Retries until the broker has confirmed every copy: a message that cannot move on must not be acknowledged.
   */
  async function publishOnward(batch: readonly Unsettled[]): Promise<void> {
    // A delivery that went back to its queue meanwhile is delivered again: a copy would be a duplicate.
    const isOurs = ({ delivery }: Unsettled) => delivery?.isHeld() ?? true;
    let left = batch.filter(isOurs).flatMap(({ onward }) => (onward ? [onward] : []));
    for (let attempt = 1; left.length > 0 && !signal.aborted; attempt += 1) {
      try {
        await broker.publish(left);
        stuck = false;
        return;
      } catch (error) {
        stuck = true;
        if (error instanceof NotConfirmed) left = error.failed.map(({ publication }) => publication);
        report({ kind: "waiting", for: "broker", why: errorOf(error).message });
        await pause(clock, backoff(attempt, random()), signal);
      }
    }
  }

  return {
    add(unsettled: Unsettled): void {
      waiting.push(unsettled);
      loop.wake();
    },
    /** True while the broker does not confirm the copies of failed messages: nothing is acknowledged then. */
    isStuck: (): boolean => stuck,
    /** Whether it holds messages that are still to move on or to be acknowledged. */
    isBusy: (): boolean => isMoving || waiting.length > 0,
    idle: loop.idle,
  };
}

/** An entry that could not be settled is claimed again when its lease expires, and is a duplicate then. */
async function settleEntries({ store, health }: Supervised, batch: readonly Unsettled[]) {
  const entries = batch.flatMap(({ entry }) => (entry ? [entry] : []));
  if (entries.length === 0) return;
  try {
    await store.settle(entries);
  } catch (error) {
    health.failed("bookkeeping", error);
  }
}

/** One acknowledgement per queue: that of the last delivery covers the earlier ones. */
function acknowledge(batch: readonly Unsettled[]): void {
  const last = new Map(batch.flatMap(({ delivery }) => (delivery ? [[delivery.queue, delivery]] : [])));
  for (const delivery of last.values()) delivery.ack();
}
