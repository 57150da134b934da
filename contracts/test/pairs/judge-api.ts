// An independent reimplementation of the gate's rules, which shares nothing with the gate; hence the length.

import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { compare } from "../../gate/compare/compare.ts";
import { snapshotOf } from "../../gate/release/snapshot.ts";
import { equalExceptAnnotations } from "../../gate/schema/annotations.ts";
import { BadInput } from "../../gate/schema/bad-input.ts";
import { formats } from "../../gate/schema/keywords.ts";
import { isJson, type Json } from "../../generator/contracts.ts";
import { schemasIn } from "./draw-schema.ts";
import type { Random } from "./random.ts";
import { isListed, poolOf, valueFor } from "./witnesses.ts";

/** The gate's report on two versions of one HTTP API. */
export type ApiVerdict =
  | { readonly refused: readonly string[] }
  | { readonly refused?: undefined; readonly breaks: boolean; readonly silent: boolean };

export type ApiGate = (before: Json, after: Json) => ApiVerdict;

const treeWith = (document: Json) =>
  snapshotOf({
    name: "drawn",
    prefix: "",
    texts: new Map([
      ["envelope.json", '{ "type": "object" }'],
      ["generated/topology.json", '{ "exchanges": [], "queues": [], "bindings": [] }'],
      ["events/kitchen/drawn.v1.json", '{ "type": "object" }'],
      ["http/kitchen.openapi.json", JSON.stringify(document)],
    ]),
  });

export const theApiGate: ApiGate = (before, after) => {
  try {
    const changes = compare(treeWith(before), treeWith(after));
    return { breaks: changes.some(({ breaks }) => breaks.length > 0), silent: changes.length === 0 };
  } catch (error) {
    if (error instanceof BadInput) return { refused: error.sentences };
    throw error;
  }
};

/**
 * What the gate overlooks: a request that is no longer served, a response that clients of the older version
 * cannot read, or a difference that it does not report. Requests and responses are random; ajv and an
 * independent reading of the documents judge them.
 */
export function overlookedInApi(
  random: Random,
  before: Json,
  after: Json,
  verdict: ApiVerdict,
): string | undefined {
  if (verdict.refused || verdict.breaks) return undefined;
  if (verdict.silent && !equalExceptAnnotations(before, after, "api")) return "silent";
  for (let attempt = 0; attempt < 12; attempt += 1) {
    for (const [path, method, operation] of operationsOf(before)) {
      const now = operationsOf(after).find((one) => one[0] === path && one[1] === method)?.[2];
      const request = drawRequest(random, before, operation, [before, after]);
      const refused = request && (now ? refusal(after, now, request) : "there is no such operation");
      if (refused) return `${method} ${path}: ${refused}: ${JSON.stringify(request)}`;
      const answer = now && drawAnswer(random, after, now, [before, after]);
      const unread = answer && incompatibleEvents(before, operation, answer);
      if (unread) return `${method} ${path}: ${unread}: ${JSON.stringify(answer)}`;
    }
  }
  return undefined;
}

interface Request {
  readonly server: string;
  readonly shows: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body?: { readonly type: string; readonly value: unknown };
}

interface Answer {
  readonly status: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: { readonly type: string; readonly value: unknown };
}

const objects = (value: unknown): readonly (readonly [string, Json])[] =>
  Object.entries(isJson(value) ? value : {}).flatMap(([name, one]) => (isJson(one) ? [[name, one]] : []));
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []).filter(isJson);
const part = (value: unknown, key: string): unknown => (isJson(value) ? value[key] : undefined);

function operationsOf(document: Json): readonly (readonly [string, string, Json])[] {
  return objects(document.paths).flatMap(([path, item]) =>
    objects(item)
      .filter(([method]) => method === "get" || method === "post")
      .map(([method, one]) => [path, method, { ...one, shared: item.parameters }] as const),
  );
}

const serversOf = ({ servers }: Json) => {
  const urls = listOf(servers).map(({ url }) => String(url));
  return urls.length > 0 ? urls : ["/"];
};

function waysOf(document: Json, operation: Json): readonly (readonly string[])[] {
  const schemes = part(document.components, "securitySchemes");
  const ways = listOf(operation.security ?? document.security).map((way) =>
    Object.keys(way).map((name) => {
      const { type, scheme, bearerFormat, name: key, in: place } = part(schemes, name) as Json;
      return [type, scheme, bearerFormat, key, place].join();
    }),
  );
  return ways.length > 0 ? ways : [[]];
}

const parametersOf = ({ shared, parameters }: Json) => [...listOf(shared), ...listOf(parameters)];
const nameOf = ({ in: place, name }: Json) => `${place} ${name}`;

function drawRequest(
  random: Random,
  document: Json,
  operation: Json,
  both: readonly Json[],
): Request | undefined {
  const filled = parametersOf(operation).filter((one) => one.required === true || random.chance(0.6));
  const values = filled.map((one) => [nameOf(one), fitting(random, one.schema, document, both)] as const);
  const { requestBody } = operation;
  const content = objects(part(requestBody, "content"));
  const fill = content.length > 0 && (part(requestBody, "required") === true || random.chance(0.6));
  const [type, media] = fill ? random.pick(content) : ["", {}];
  const value = fill ? fitting(random, media.schema, document, both) : undefined;
  if (values.some(([, one]) => one === undefined) || (fill && value === undefined)) return undefined;
  return {
    server: random.pick(serversOf(document)),
    shows: random.pick(waysOf(document, operation)),
    parameters: Object.fromEntries(values),
    ...(fill ? { body: { type, value } } : {}),
  };
}

function refusal(document: Json, operation: Json, request: Request): string | undefined {
  if (!serversOf(document).includes(request.server)) return "it is not there";
  if (!waysOf(document, operation).some((way) => way.every((one) => request.shows.includes(one))))
    return "the credentials are not enough";
  const known = parametersOf(operation);
  for (const one of known) {
    const value = request.parameters[nameOf(one)];
    if (value === undefined && one.required === true) return `${nameOf(one)} is missing`;
    if (value !== undefined && !fits(one.schema, document, value)) return `${nameOf(one)} does not fit`;
  }
  const { requestBody } = operation;
  if (!request.body) return part(requestBody, "required") === true ? "a body is missing" : undefined;
  const media = part(part(requestBody, "content"), request.body.type);
  if (!isJson(media)) return "the body's type is not accepted";
  return fits(media.schema, document, request.body.value) ? undefined : "the body does not fit";
}

function responseOf(document: Json, operation: Json, status: string): Json | undefined {
  const found = part(operation.responses, status);
  if (!isJson(found)) return undefined;
  const name = typeof found.$ref === "string" ? found.$ref.split("/").at(-1) : undefined;
  const shared = name === undefined ? found : part(part(document.components, "responses"), name);
  return isJson(shared) ? shared : undefined;
}

function drawAnswer(
  random: Random,
  document: Json,
  operation: Json,
  both: readonly Json[],
): Answer | undefined {
  const statuses = Object.keys(isJson(operation.responses) ? operation.responses : {});
  if (statuses.length === 0) return undefined;
  const status = random.pick(statuses);
  const response = responseOf(document, operation, status);
  const headers = objects(response?.headers)
    .filter(([, one]) => one.required === true || random.chance(0.6))
    .map(([name, one]) => [name.toLowerCase(), fitting(random, one.schema, document, both)] as const);
  const content = objects(response?.content);
  const [type, media] = content.length > 0 ? random.pick(content) : ["", {}];
  const value = content.length > 0 ? fitting(random, media.schema, document, both) : undefined;
  if (headers.some(([, one]) => one === undefined) || (content.length > 0 && value === undefined))
    return undefined;
  return {
    status,
    headers: Object.fromEntries(headers),
    ...(content.length > 0 ? { body: { type, value } } : {}),
  };
}

// Clients recognize errors by their class (4xx, 5xx), and ignore unknown headers and fields.
function incompatibleEvents(document: Json, operation: Json, answer: Answer): string | undefined {
  const response = responseOf(document, operation, answer.status);
  if (!response) return /^[45]/.test(answer.status) ? undefined : `the status ${answer.status} is new`;
  for (const [name, one] of objects(response.headers)) {
    const value = answer.headers[name.toLowerCase()];
    if (value === undefined && one.required === true) return `the header ${name} is missing`;
    if (value !== undefined && !fits(one.schema, document, value, true))
      return `the header ${name} does not fit`;
  }
  const content = objects(response.content);
  if (content.length === 0) return undefined;
  if (!answer.body) return "the body is missing";
  const media = part(response.content, answer.body.type);
  if (!isJson(media)) return "the body's type is not known";
  return fits(media.schema, document, answer.body.value, true) ? undefined : "the body does not fit";
}

/** A valid value with listed fields only; undefined if none is found. */
function fitting(random: Random, schema: unknown, document: Json, both: readonly Json[]): unknown {
  const pool = poolOf([...both.flatMap(schemasOf), ...(isJson(schema) ? [schema] : [])]);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const value = valueFor(random, schema, document, pool);
    if (fits(schema, document, value) && isListed(value, schema, document)) return value;
  }
  return undefined;
}

const pooled = new WeakMap<Json, readonly Json[]>();

function schemasOf(document: Json): readonly Json[] {
  const known = pooled.get(document) ?? schemasWithin(document);
  pooled.set(document, known);
  return known;
}

function schemasWithin(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(schemasWithin);
  if (!isJson(value)) return [];
  const named = objects(value.schemas).map(([, one]) => one);
  const own = isJson(value.schema) ? [value.schema] : [];
  return [...own, ...named, ...Object.values(value).flatMap(schemasWithin)];
}

const validators = new WeakMap<Json, Map<string, (value: unknown) => boolean>>();

function fits(schema: unknown, document: Json, value: unknown, tolerant = false): boolean {
  const known = validators.get(document) ?? new Map<string, (value: unknown) => boolean>();
  validators.set(document, known);
  const key = `${tolerant}${JSON.stringify(schema)}`;
  const validate = known.get(key) ?? validatorOf(schema, document, tolerant);
  known.set(key, validate);
  return validate(value);
}

function validatorOf(schema: unknown, document: Json, tolerant: boolean): (value: unknown) => boolean {
  const whole = structuredClone({
    ...(isJson(schema) ? schema : {}),
    components: { schemas: part(document.components, "schemas") },
  });
  if (tolerant)
    for (const one of [whole, ...objects(whole.components.schemas).map(([, named]) => named)].flatMap(
      schemasIn,
    ))
      delete one.additionalProperties;
  const ajv = new Ajv({ strict: false, logger: false, validateSchema: false });
  addFormats.default(ajv, [...formats]);
  const validate = ajv.compile(whole);
  return (one) => validate(one) === true;
}
