import type { Contracts } from "#messaging/contracts.ts";
import { exchangeOf, exchanges, hopsExchange, parkedExchange } from "./exchanges.ts";
import { validateEnvelope, validators } from "./generated/validators.js";
import { hears } from "./hears.ts";

/** What the chassis runs a service with. */
export const contracts: Contracts = {
  hears,
  exchanges,
  parkedExchange,
  hopsExchange,
  exchangeOf,
  dataschemaOf: (type) => `https://club.example/${type.replaceAll(".", "/")}`,
  validators,
  validateEnvelope,
};
