import { hears, services } from "#contracts/hears.ts";
import { type Transitions, transitions } from "./transitions.ts";

/** The parts of the invariants that depend on how a company is built. */
export interface Rules {
  /** The names of the services, in the order in which they start: the five, and any others. */
  readonly services: readonly string[];
  readonly contracts: { readonly hears: Readonly<Record<string, readonly string[]>> };
  /** The message by which payments learns that an order is cancelled: its type without the version. */
  readonly cancellation: string;
  readonly transitions: Transitions;
}

/** The rules of the choreography. */
export const choreographyRules: Rules = {
  services,
  contracts: { hears },
  cancellation: "orders.order-cancelled",
  transitions,
};

/** Whether a service consumes events of this type. */
export const consumes = (
  { contracts: { hears } }: Pick<Rules, "contracts">,
  service: string,
  type: string,
): boolean => hears[service]?.includes(type) ?? false;
