import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Contracts } from "../contracts.ts";
import type { Service } from "../service.ts";
import type { Store } from "../store.ts";
import type { UnsignedHop } from "./hops.ts";

/** What all parts of one running instance share. */
export interface Instance {
  readonly service: Service;
  readonly contracts: Contracts;
  readonly broker: Broker;
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  readonly report: (hop: UnsignedHop) => void;
  /** Aborted when the instance ends: whatever waits then stops waiting. */
  readonly signal: AbortSignal;
}
