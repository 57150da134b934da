import type { ServiceName } from "#contracts/generated/events.ts";
import { hears } from "#contracts/hears.ts";
import type { Hop } from "#messaging/hops.ts";

/** What one process has counted since it started. */
export interface Counts {
  /** Events that the broker delivered and that are dealt with: the unit of throughput. */
  readonly deliveries: number;
  /** The same, and timers, ends of calls and commands. */
  readonly messages: number;
  /** Commits; messages for each of them is the size of a batch. */
  readonly batches: number;
  /** Orders that reached their customers; only the process of orders knows. */
  readonly delivered: number;
  /** Messages that came too late to matter, such as news that is overtaken. */
  readonly ignored: number;
  /** What must not happen in a measurement: retried, parked, refused. */
  readonly odd: number;
  /** CPU time of this process, in milliseconds. */
  readonly cpuMs: number;
  /** Memory that is resident, in MB. */
  readonly rssMb: number;
}

/** An event as it travelled. */
export interface EventBytes {
  readonly type: string;
  readonly body: string;
}

export interface Tally {
  readonly observe: (hop: Hop) => void;
  readonly counts: () => Counts;
  /** The newest event of each type that was published, so that a ceiling is measured with the same bytes. */
  readonly published: ReadonlyMap<string, unknown>;
}

const lastEvent = "couriers.order-delivered.v1";

/** Counts hops; `onDelivered` is told of each order that is delivered. */
export function createTally(service: ServiceName, onDelivered: () => void): Tally {
  const heard = new Set<string>(hears[service]);
  const published = new Map<string, unknown>();
  const counts = { deliveries: 0, messages: 0, batches: 0, delivered: 0, ignored: 0, odd: 0 };

  function observe(hop: Hop): void {
    switch (hop.kind) {
      case "ignored":
      case "handled":
        counts.messages += 1;
        if (heard.has(hop.message.type)) counts.deliveries += 1;
        if (hop.kind === "ignored") counts.ignored += 1;
        if (hop.message.type !== lastEvent || service !== "orders") break;
        counts.delivered += 1;
        onDelivered();
        break;
      case "refused":
      case "retried":
      case "parked":
        counts.odd += 1;
        break;
      case "published":
        published.set(hop.message.type, hop.message);
        break;
      case "batch":
        counts.batches += 1;
        break;
    }
  }

  return {
    observe,
    published,
    counts() {
      const { user, system } = process.cpuUsage();
      return {
        ...counts,
        cpuMs: (user + system) / 1000,
        rssMb: process.memoryUsage.rss() / 2 ** 20,
      };
    },
  };
}
