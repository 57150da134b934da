import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Contracts, EnvelopeFields, Validate } from "../contracts.ts";
import type { EventType } from "../events.ts";

/**
 * The company of the chassis' tests: weather stations take readings, alerts warns, the archive keeps. Its
 * contracts are written by hand; a real company generates them.
 */
export interface CompanyEvents {
  "stations.reading-taken.v1": ReadingTaken;
  "stations.station-closed.v1": { readonly stationId: string };
  "alerts.alert-raised.v1": { readonly stationId: string; readonly level: number };
  "archive.day-archived.v1": { readonly stationId: string };
}

export interface ReadingTaken {
  readonly stationId: string;
  readonly temperature: { readonly value: number; readonly unit: "C" | "F" };
  readonly note?: string;
}

declare module "../events.ts" {
  interface Events extends CompanyEvents {}
}

export const stationId = "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f";

/** Data for each event. */
export const samples: CompanyEvents = {
  "stations.reading-taken.v1": { stationId, temperature: { value: 21, unit: "C" } },
  "stations.station-closed.v1": { stationId },
  "alerts.alert-raised.v1": { stationId, level: 2 },
  "archive.day-archived.v1": { stationId },
};

const hears = {
  stations: [],
  alerts: ["stations.reading-taken.v1", "stations.station-closed.v1"],
  archive: ["stations.reading-taken.v1", "stations.station-closed.v1", "alerts.alert-raised.v1"],
} satisfies Record<string, readonly EventType[]>;

const ajv = addFormats.default(new Ajv());
const data = (properties: object, optional: object = {}): Validate =>
  ajv.compile({
    type: "object",
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  });
const text = { type: "string", minLength: 1, maxLength: 500 };
const temperature = {
  type: "object",
  required: ["value", "unit"],
  properties: { value: { type: "integer" }, unit: { enum: ["C", "F"] } },
};

/** The contracts of the company. */
export const contracts: Contracts = {
  hears,
  exchanges: [
    { name: "weather.events", type: "topic" },
    { name: "weather.closings", type: "fanout" },
  ],
  parkedExchange: "weather.parked",
  hopsExchange: "weather.hops",
  exchangeOf: (type) => (type === "stations.station-closed.v1" ? "weather.closings" : "weather.events"),
  dataschemaOf: (type) =>
    `https://weather.example/${type.replaceAll(".", "/").replace(/\/(v\d+)$/, ".$1")}.json`,
  validators: {
    "stations.reading-taken.v1": data({ stationId: text, temperature }, { note: text }),
    "stations.station-closed.v1": data({ stationId: text }),
    "alerts.alert-raised.v1": data({ stationId: text, level: { type: "integer" } }),
    "archive.day-archived.v1": data({ stationId: text }),
  },
  validateEnvelope: ajv.compile<EnvelopeFields>(
    JSON.parse(readFileSync(new URL("envelope.json", import.meta.url), "utf8")),
  ),
};
