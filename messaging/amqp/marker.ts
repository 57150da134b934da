import { createHash } from "node:crypto";
import type { ServiceName } from "#contracts/generated/events.ts";
import { type Exchange, services, topologyOf } from "#contracts/topology.ts";

/** A regular expression for the names of a service's markers, in this release and others. */
export const markersOf = (service: ServiceName): string => `${service}\\.contracts\\.[0-9a-f]{12}`;

/** True if an exchange is the marker of a service. */
export const isMarker = ({ name }: Pick<Exchange, "name">): boolean =>
  services.some((service) => new RegExp(`^${markersOf(service)}$`).test(name));

/**
 * An exchange that carries no messages; its name is a digest of the service's topology. AMQP cannot look up
 * bindings, but if this exchange exists, definitions with all of them were loaded.
 */
export function markerOf(service: ServiceName): Exchange {
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(topologyOf(service)))
    .digest("hex");
  return { name: `${service}.contracts.${fingerprint.slice(0, 12)}`, type: "fanout" };
}
