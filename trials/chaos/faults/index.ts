import { type ChaosFault, once } from "../fault.ts";
import { faultsOfConnections } from "./connections.ts";
import { faultsOfServers } from "./servers.ts";
import { faultsOfServices } from "./services.ts";

/** The baseline: no fault, to measure how long an order takes anyway. */
const nothing: ChaosFault = {
  name: "nothing",
  about: "no fault: the baseline for recovery times",
  target: "services",
  perRound: 10,
  strikesInLongRun: 10,
  strike: async () => once(""),
};

/** Every fault, in the order of the report. */
export const faults: readonly ChaosFault[] = [
  nothing,
  ...faultsOfServices,
  ...faultsOfConnections,
  ...faultsOfServers,
];
