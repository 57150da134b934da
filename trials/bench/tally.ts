import type { ServiceName } from "#contracts/generated/events.ts";
import { hears } from "#contracts/hears.ts";
import type { Hop } from "#messaging/instance/hops.ts";

/** The counts of one process since its start. */
export interface Counts {
  /** Delivered events that were handled or ignored: the unit of throughput. */
  readonly deliveries: number;
  /** The same, plus timers, call results and commands. */
  readonly messages: number;
  /** Commits; messages divided by batches is the batch size. */
  readonly batches: number;
  /** Delivered orders; counted only by the orders process. */
  readonly delivered: number;
  /** Messages without effect, such as overtaken notifications. */
  readonly ignored: number;
  /** Messages that must not occur in a measurement: retried, parked, refused. */
  readonly unexpected: number;
  /** CPU time of this process, in milliseconds. */
  readonly cpuMs: number;
  /** Resident memory, in MB. */
  readonly rssMb: number;
}

/** An event as it was sent. */
export interface EventBytes {
  readonly type: string;
  readonly body: string;
}

export interface Tally {
  readonly observe: (hop: Hop) => void;
  readonly counts: () => Counts;
  /** The newest published event of each type, so that the ceilings are measured with the same bytes. */
  readonly published: ReadonlyMap<string, unknown>;
}

const lastEvent = "couriers.order-delivered.v1";

/** Counts hops, and calls `onDelivered` for each delivered order. */
export function createTally(service: ServiceName, onDelivered: () => void): Tally {
  const heard = new Set<string>(hears[service]);
  const published = new Map<string, unknown>();
  const counts = { deliveries: 0, messages: 0, batches: 0, delivered: 0, ignored: 0, unexpected: 0 };

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
        counts.unexpected += 1;
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
