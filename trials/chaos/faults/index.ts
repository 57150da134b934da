import { type Fault, once } from "../fault.ts";
import { faultsOfConnections } from "./connections.ts";
import { faultsOfServers } from "./servers.ts";
import { faultsOfServices } from "./services.ts";

/** No fault at all, to see what recovery takes when there is nothing to recover from. */
const nothing: Fault = {
  name: "nothing",
  about: "no fault: how long an order takes anyway",
  meets: "services",
  perRound: 10,
  wanted: 10,
  strike: async () => once(""),
};

/** Every fault, in the order in which they are told. */
export const faults: readonly Fault[] = [
  nothing,
  ...faultsOfServices,
  ...faultsOfConnections,
  ...faultsOfServers,
];
