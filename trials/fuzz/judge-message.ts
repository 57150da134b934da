import { isUtf8 } from "node:buffer";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Snapshot } from "#contracts/gate/release/snapshot.ts";
import { isJson } from "#contracts/generator/contracts.ts";
import type { Publication } from "#messaging/broker.ts";
import type { ParkReason } from "#messaging/errors.ts";
import type { Service } from "#messaging/service.ts";
import { retryExchangeOf } from "#messaging/topology.ts";
import { maxBodyBytes } from "#messaging/wire/envelope.ts";

/** The expected result of a message: the reason to park it, or that it reaches its reaction. */
export type Judgement = ParkReason | "readable" | "readable, and without a schema";

/** Decides the expected result of a message from the schemas alone, independently of the validators in `messaging/`. */
export type Judge = (publication: Publication, service: Service) => Judgement;

export function judgeOf({ envelope, events }: Snapshot): Judge {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const isEnvelope = ajv.compile(envelope.schema);
  const schemas = new Map<string, ValidateFunction>(
    events.map(({ type, schema }) => [type, ajv.compile(schema)]),
  );

  return ({ body, exchange, routingKey }, service) => {
    if (body.byteLength > maxBodyBytes) return "too-large";
    const value = read(body);
    if (value === undefined) return "invalid-json";
    if (!isEnvelope(value) || !isJson(value)) return "invalid-envelope";
    const type = String(value.type);
    if (!service.reactions.has(type)) return unknown(type, service);
    const schema = schemas.get(type);
    if (schema && !schema(value.data)) return "schema-violation";
    const isBack = exchange === retryExchangeOf(service.name);
    const isHonest = schema && routingKey === type && value.source === `/${type.split(".")[0]}`;
    if (!isBack && !isHonest) return "wrong-sender";
    return schema ? "readable" : "readable, and without a schema";
  };
}

/** Parses JSON; a leading byte order mark is accepted. */
function read(body: Uint8Array): unknown {
  const text = Buffer.from(body)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  try {
    return isUtf8(body) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function unknown(type: string, { reactions }: Service): ParkReason {
  const nameOf = (of: string) => of.replace(/\.v\d+$/, "");
  return [...reactions.keys()].some((known) => nameOf(known) === nameOf(type))
    ? "unknown-version"
    : "unknown-type";
}
