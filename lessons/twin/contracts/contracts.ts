import { contracts as choreography } from "#contracts/contracts.ts";
import type { Contracts } from "#messaging/contracts.ts";
import { validators as commands } from "./generated/validators.js";
import { hears } from "./hears.ts";

/** The contracts of the twin: the events of the choreography, which are its replies, and the conductor's commands. */
export const contracts: Contracts = {
  ...choreography,
  hears,
  validators: { ...choreography.validators, ...commands },
};
