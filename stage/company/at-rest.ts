import { queuesOf } from "#messaging/topology.ts";
import type { Company } from "./company.ts";

/**
 * Whether no work is left: no queued message, no timer, no outbox entry, and nothing in memory. Without the outbox, an event that is
 * still to be published is only there.
 */
export async function isAtRest({
  broker,
  databases,
  isBusy,
  store,
}: Pick<Company, "broker" | "databases" | "isBusy" | "store">): Promise<boolean> {
  if (isBusy()) return false;
  for (const name of Object.keys(databases)) {
    // Timers come first: the check is cheap, and an unfinished story is mostly waiting for one.
    if ((await store(name).nextTimerAt()) !== undefined) return false;
    const { inbox, retry } = queuesOf(name);
    const queues = [inbox, ...retry.map((tier) => tier.name)].map((queue) => broker.queue(queue));
    if (queues.some(({ ready, unacked }) => ready + unacked > 0)) return false;
  }
  return Object.values(databases).every((database) => database.dump().outbox.length === 0);
}
