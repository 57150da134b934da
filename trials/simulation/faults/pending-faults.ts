import { kindOf } from "./fault-kinds.ts";
import type { Effect, Meanwhile, Operation, PlannedFault } from "./faults.ts";

/** A fault, as it applies to the operation that it hits. */
export interface InjectedFault {
  readonly effect: Effect;
  readonly forMs: number;
  readonly meanwhile: Meanwhile | undefined;
}

/** Faults that wait for the next matching operation. */
export interface PendingFaults {
  add(fault: PlannedFault): void;
  /** Removes and returns the fault for this operation, if there is one. */
  take(operation: Operation, service: string): InjectedFault | undefined;
  /** Drops all waiting faults. */
  clear(): void;
}

/** @param injected called for each fault that hits its operation */
export function createPendingFaults(injected: (fault: PlannedFault) => void): PendingFaults {
  const waiting = new Map<string, PlannedFault[]>();
  return {
    add(fault) {
      const { target, times = 1 } = kindOf(fault);
      if (!("operation" in target)) return;
      const place = `${target.operation} ${fault.who.service}`;
      const same = Array.from<PlannedFault>({ length: times }).fill(fault);
      waiting.set(place, [...(waiting.get(place) ?? []), ...same]);
    },
    take(operation, service) {
      if (waiting.size === 0) return undefined;
      const fault = waiting.get(`${operation} ${service}`)?.shift();
      if (!fault) return undefined;
      const { meanwhile, target } = kindOf(fault);
      injected(fault);
      return "effect" in target ? { effect: target.effect, forMs: fault.forMs, meanwhile } : undefined;
    },
    clear: () => waiting.clear(),
  };
}
