import { createHash } from "node:crypto";
import type { ServiceName } from "#contracts/generated/events.ts";
import { type Exchange, services, topologyOf } from "#contracts/topology.ts";

/** The names of the markers of a service, of this and of other releases, as a regular expression. */
export const markersOf = (service: ServiceName): string => `${service}\\.contracts\\.[0-9a-f]{12}`;

/** Whether an exchange is a service's marker. */
export const isMarker = ({ name }: Pick<Exchange, "name">): boolean =>
  services.some((service) => new RegExp(`^${markersOf(service)}$`).test(name));

/**
 * An exchange that nobody uses, named after everything that a service needs of the broker. Bindings cannot be looked up over AMQP;
 * but where this exchange is, definitions were loaded that had them all.
 */
export function markerOf(service: ServiceName): Exchange {
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(topologyOf(service)))
    .digest("hex");
  return { name: `${service}.contracts.${fingerprint.slice(0, 12)}`, type: "fanout" };
}
