import type { ServiceName } from "#contracts/generated/events.ts";
import { kindOf } from "./fault-kinds.ts";
import type { Effect, Fault, Meanwhile, Operation } from "./faults.ts";

/** A fault that has met its operation. */
export interface InjectedFault {
  readonly effect: Effect;
  readonly forMs: number;
  readonly meanwhile: Meanwhile | undefined;
}

/** Faults that wait for the next operation of their kind. */
export interface PendingFaults {
  add(fault: Fault): void;
  /** The fault that strikes this operation, if there is one; it is used up. */
  take(operation: Operation, service: ServiceName): InjectedFault | undefined;
  /** Nothing strikes any more. */
  clear(): void;
}

/** @param struck told of each fault that strikes */
export function createPendingFaults(injected: (fault: Fault) => void): PendingFaults {
  const waiting = new Map<string, Fault[]>();
  return {
    add(fault) {
      const { target, times = 1 } = kindOf(fault);
      if (!("operation" in target)) return;
      const place = `${target.operation} ${fault.who.service}`;
      const same = Array.from<Fault>({ length: times }).fill(fault);
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
