import type { ServiceName } from "#contracts/generated/events.ts";
import { kindOf } from "./fault-kinds.ts";
import type { Effect, Fault, Meanwhile, Operation } from "./faults.ts";

/** A fault that has met its operation. */
export interface Struck {
  readonly effect: Effect;
  readonly forMs: number;
  readonly meanwhile: Meanwhile | undefined;
}

/** Faults that wait for the next operation of their kind. */
export interface Armed {
  arm(fault: Fault): void;
  /** The fault that strikes this operation, if there is one; it is used up. */
  strike(operation: Operation, service: ServiceName): Struck | undefined;
  /** Nothing strikes any more. */
  disarm(): void;
}

/** @param struck told of each fault that strikes */
export function createArmed(struck: (fault: Fault) => void): Armed {
  const waiting = new Map<string, Fault[]>();
  return {
    arm(fault) {
      const { strikes, times = 1 } = kindOf(fault);
      if (!("operation" in strikes)) return;
      const place = `${strikes.operation} ${fault.who.service}`;
      const same = Array.from<Fault>({ length: times }).fill(fault);
      waiting.set(place, [...(waiting.get(place) ?? []), ...same]);
    },
    strike(operation, service) {
      if (waiting.size === 0) return undefined;
      const fault = waiting.get(`${operation} ${service}`)?.shift();
      if (!fault) return undefined;
      const { meanwhile, strikes } = kindOf(fault);
      struck(fault);
      return "effect" in strikes ? { effect: strikes.effect, forMs: fault.forMs, meanwhile } : undefined;
    },
    disarm: () => waiting.clear(),
  };
}
