import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { valueFor } from "#stage/company/by-service.ts";
import type { Company } from "#stage/company/company.ts";
import type { Design } from "#stage/company/design.ts";
import { nameOf } from "#stage/company/instance-id.ts";
import type { Chance } from "../chance.ts";
import type { Network } from "../environment/network.ts";
import type { Processes } from "../environment/processes.ts";
import { kindOf } from "./fault-kinds.ts";
import type { Event, PlannedFault } from "./faults.ts";
import type { PendingFaults } from "./pending-faults.ts";
import { keeperOfOrders, orphan, poisonFor } from "./poison.ts";

/** Injects faults: environment faults at once, operation faults at the next matching operation. */
export interface FaultInjector {
  inject(fault: PlannedFault): void;
  /** How many unprocessable messages were sent to each service. */
  poisoned(): Readonly<Record<string, number>>;
  /** Whether the broker and every database are up again. */
  noOutage(): boolean;
}

export interface FaultInjectorOptions {
  readonly seed: number;
  readonly design: Design;
  readonly clock: Clock;
  readonly draw: Chance;
  readonly pendingFaults: PendingFaults;
  readonly processes: Processes;
  readonly network: Network;
  readonly company: () => Company;
  /** Called for each fault that took effect. */
  readonly injected: (fault: PlannedFault) => void;
}

export function createFaultInjector(options: FaultInjectorOptions): FaultInjector {
  const { seed, design, clock, draw, pendingFaults, processes, network, company, injected } = options;
  const poisoned: Record<string, number> = {};
  const away = new Map<string, number>();

  /** Outages of one server may overlap: it comes back when the last one ends. */
  function outage(what: string, forMs: number, set: (isAway: boolean) => void): boolean {
    away.set(what, (away.get(what) ?? 0) + 1);
    set(true);
    clock.at(clock.now() + forMs, () => {
      const left = (away.get(what) ?? 0) - 1;
      away.set(what, left);
      if (left === 0) set(false);
    });
    return true;
  }

  function sendPoison(service: string, publication: Publication): boolean {
    poisoned[service] = (poisoned[service] ?? 0) + 1;
    network.publishLater([publication], 0);
    return true;
  }

  const happen: Readonly<Record<Event, (fault: PlannedFault) => boolean>> = {
    killed: ({ who, forMs }) => processes.kill(who, forMs),
    deployed: ({ who, forMs }) => processes.retire(who, forMs),
    paused: ({ who, forMs }) => processes.pause(who, forMs, false),
    "paused-and-cut-off": ({ who, forMs }) => processes.pause(who, forMs, true),
    "connection-lost": ({ who }) => processes.disconnect(who),
    "clock-ahead": ({ who, forMs }) => processes.skewClock(who, forMs, forMs / 4),
    "clock-behind": ({ who, forMs }) => processes.skewClock(who, -forMs, forMs / 4),
    "broker-down": ({ forMs }) => {
      const { broker } = company();
      return outage("broker", forMs, (isAway) => (isAway ? broker.stop() : broker.start()));
    },
    "store-down": ({ who: { service }, forMs }) =>
      outage(service, forMs, (isAway) => valueFor(company().databases, service).setAway(isAway)),
    poison: ({ id, who: { service } }) =>
      sendPoison(service, poisonFor(design, service, `${seed}/${id}`, draw, clock.now())),
    orphan: ({ id }) => sendPoison(keeperOfOrders(design), orphan(design, `${seed}/${id}`, clock.now())),
  };

  return {
    inject(fault) {
      const { target } = kindOf(fault);
      if ("operation" in target) pendingFaults.add(fault);
      else if (happen[target.event](fault)) injected(fault);
    },
    poisoned: () => poisoned,
    noOutage: () => ["broker", ...design.services].every((what) => (away.get(what) ?? 0) === 0),
  };
}

/** The fault as a line of the trace. */
export const described = (fault: PlannedFault): string => {
  const { about, kind } = kindOf(fault);
  const lasts = fault.forMs > 0 ? ` (${fault.forMs} ms)` : "";
  return `⚡ ${fault.id} ${kind} at ${nameOf(fault.who)}: ${about}${lasts}`;
};
