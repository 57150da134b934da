import { services } from "#contracts/hears.ts";
import { queuesOf } from "#contracts/topology.ts";
import type { Company } from "./company.ts";

/** Whether nothing is under way any more: no message waits, no event or call is to be relayed, no timer is set. */
export function isAtRest({ broker, databases }: Pick<Company, "broker" | "databases">): boolean {
  return services.every((name) => {
    const { inbox, retry } = queuesOf(name);
    const queues = [inbox, ...retry.map((tier) => tier.name)].map((queue) => broker.queue(queue));
    if (queues.some(({ ready, unacked }) => ready + unacked > 0)) return false;
    const { outbox, timers } = databases[name].dump();
    return outbox.length === 0 && timers.length === 0;
  });
}
