import { contracts as choreography } from "#contracts/contracts.ts";
import type { Contracts } from "#messaging/contracts.ts";
import { validators as commands } from "./generated/validators.js";
import { hears } from "./hears.ts";

/** The contracts of the twin: the conductor's commands, and the events of the choreography, which serve as replies. */
export const contracts: Contracts = {
  ...choreography,
  hears,
  validators: { ...choreography.validators, ...commands },
};
