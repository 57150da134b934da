import { contracts } from "#contracts/contracts.ts";
import type { Contracts } from "#messaging/contracts.ts";
import type { Service } from "#messaging/service.ts";
import type { Invariant } from "../guarantees/invariants.ts";
import { choreographyRules, type Rules } from "../guarantees/rules.ts";
import type { ByService } from "./by-service.ts";
import { servicesOf } from "./services.ts";
import type { Settings } from "./settings.ts";

/**
 * How a company is built: its services, the messages between them, and what must hold besides the invariants of every
 * company. Ours is a choreography; another design can take its place, to be compared with it.
 */
export interface Design extends Rules {
  readonly contracts: Contracts;
  /** @param maxWaiting how many orders of one zone may wait for a courier */
  readonly servicesOf: (settings: Settings, maxWaiting?: number) => ByService<Service>;
  readonly invariants: readonly Invariant[];
}

/** Five services that react to each other's events. */
export const choreography: Design = { ...choreographyRules, contracts, servicesOf, invariants: [] };
