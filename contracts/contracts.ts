import { dataschemaOf } from "./dataschema.ts";
import { exchangeOf, exchanges, hopsExchange, parkedExchange } from "./exchanges.ts";
import { validateEnvelope, validators } from "./generated/validators.js";
import { hears } from "./hears.ts";

/** The company's contracts at run time: what the chassis runs a service with. */
export const contracts = {
  hears,
  exchanges,
  parkedExchange,
  hopsExchange,
  exchangeOf,
  dataschemaOf,
  validators,
  validateEnvelope,
};
