import type { ServiceName } from "#contracts/generated/events.ts";
import { retryTiers } from "#messaging/policies/retry-tiers.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { CompanyState, ServiceState } from "../../../narrative/state.ts";
import { statusOf } from "../../../narrative/status-of.ts";
import { armedKillsIn } from "../armed-kills.ts";
import { delaysIn } from "../delays.ts";

/** What the map shows of one service. */
export interface ServiceView {
  readonly name: ServiceName;
  readonly instances: readonly { readonly instance: number; readonly isAlive: boolean }[];
  readonly isDatabaseAway: boolean;
  /** What it knows of orders, by status, in the order in which their statuses first occurred. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
  /** How many orders it knows, where what it knows of them has no status. */
  readonly orders: number;
  readonly outbox: number;
  /** The outbox entries that an instance owns now. */
  readonly leased: number;
  readonly timers: number;
  readonly inbox: { readonly ready: number; readonly unacked: number };
  readonly retries: readonly { readonly tier: string; readonly count: number }[];
  readonly parked: number;
  /** Before which of its steps an instance of it will be killed. */
  readonly armed: readonly ("commit" | "publish")[];
  /** Whether messages are held back on their way from its inbox. */
  readonly isLate: boolean;
}

/** What the map shows of a service at a moment. */
export function serviceView(state: CompanyState, name: ServiceName): ServiceView {
  const service = state.services[name];
  const { inbox, parked } = queuesOf(name);
  const statuses = statusesOf(service);
  return {
    name,
    instances: [...service.instances]
      .filter(([, is]) => is !== "stopped")
      .map(([instance, is]) => ({ instance, isAlive: is !== "killed" })),
    isDatabaseAway: service.database === "away",
    statuses,
    orders: statuses.length === 0 ? ordersIn(service, state) : 0,
    outbox: service.outbox.size,
    leased: [...service.outbox.values()].filter(({ leasedUntil }) => leasedUntil > state.at).length,
    timers: service.timers.size,
    inbox: { ready: depth(state, inbox, "ready"), unacked: depth(state, inbox, "unacked") },
    retries: retryTiers.map(([tier]) => ({ tier, count: depth(state, `${name}.retry.${tier}`, "ready") })),
    parked: depth(state, parked, "ready"),
    armed: armedKillsIn(state)
      .filter(({ service }) => service === name)
      .map(({ before }) => before),
    isLate: delaysIn(state).some(({ service }) => service === name),
  };
}

const depth = (state: CompanyState, queue: string, part: "ready" | "unacked"): number =>
  state.queues.get(queue)?.[part].size ?? 0;

/** Restaurants, menus and rosters have no status; what an order leaves behind has one. */
function statusesOf({ documents }: ServiceState): ServiceView["statuses"] {
  const counts = new Map<string, number>();
  for (const { document } of documents.values()) {
    const status = statusOf(document);
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => ({ status, count }));
}

/** Restaurants, menus, rosters and couriers are about no order. */
function ordersIn({ documents }: ServiceState, { orders }: CompanyState): number {
  const known = new Set<string>();
  for (const key of documents.keys()) {
    const id = key.slice(key.indexOf("/") + 1);
    if (orders.has(id)) known.add(id);
  }
  return known.size;
}
