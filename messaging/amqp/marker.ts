import { createHash } from "node:crypto";
import type { ServiceName } from "#contracts/generated/events.ts";
import { type Exchange, topologyOf } from "#contracts/topology.ts";

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
