import { services } from "#contracts/hears.ts";
import { queuesOf } from "#contracts/topology.ts";
import type { Company } from "./company.ts";

/** Whether nothing is under way any more: no message waits, no timer is set, no event or call is to be relayed. */
export async function isAtRest({
  broker,
  databases,
  store,
}: Pick<Company, "broker" | "databases" | "store">): Promise<boolean> {
  for (const name of services) {
    // Asked first, since it costs nothing: whoever waits mostly waits for a timer.
    if ((await store(name).nextTimerAt()) !== undefined) return false;
    const { inbox, retry } = queuesOf(name);
    const queues = [inbox, ...retry.map((tier) => tier.name)].map((queue) => broker.queue(queue));
    if (queues.some(({ ready, unacked }) => ready + unacked > 0)) return false;
  }
  return services.every((name) => databases[name].dump().outbox.length === 0);
}
