import { createHash } from "node:crypto";
import type { Contracts, Exchange } from "../contracts.ts";
import { topologyOf } from "../topology.ts";

/** A regular expression for the names of a service's markers, in this release and others. */
export const markersOf = (service: string): string => `${service}\\.contracts\\.[0-9a-f]{12}`;

/** True if an exchange is the marker of a service. */
export const isMarker = ({ name }: Pick<Exchange, "name">): boolean =>
  new RegExp(`^${markersOf("[^.]+")}$`).test(name);

/**
 * An exchange that carries no messages; its name is a digest of the service's topology. AMQP cannot look up
 * bindings, but if this exchange exists, definitions with all of them were loaded.
 */
export function markerOf(contracts: Contracts, service: string): Exchange {
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(topologyOf(contracts, service)))
    .digest("hex");
  return { name: `${service}.contracts.${fingerprint.slice(0, 12)}`, type: "fanout" };
}
