import { isJson, type Json } from "../../generator/contracts.ts";
import { escaped } from "./flatten.ts";
import {
  annotations,
  type Dialect,
  type Unsupported,
  unsupportedIn,
  unsupportedInNamed,
} from "./vocabulary.ts";

/** The unsupported parts of an OpenAPI document: everything that is not named in this file. */
export function unsupportedInApi(document: Json): readonly Unsupported[] {
  const components = isJson(document.components) ? document.components : {};
  const schemas = isJson(components.schemas) ? components.schemas : {};
  const schema: Dialect = { references: "#/components/schemas/", named: schemas, also: ["default"] };
  const context = { components, schema };
  return [
    ...root(document, "", context),
    ...unsupportedInNamed(schema),
    ...repeatedIn(document),
    ...operationsIn(document).flatMap((one) => wrongOperation(one, components)),
  ];
}

interface Context {
  readonly components: Json;
  readonly schema: Dialect;
}

/** Checks one part of the document. */
type Rule = (value: unknown, pointer: string, context: Context) => readonly Unsupported[];

/** An annotation, which only people read. */
const annotation: Rule = () => [];

const only =
  (isFine: (value: unknown) => boolean, message: string): Rule =>
  (value, pointer) =>
    isFine(value) ? [] : [[pointer, `${JSON.stringify(value)} ${message}`]];

const text = only((value) => typeof value === "string", "must be a string");
const flag = only((value) => typeof value === "boolean", "must be true or false");
const schema: Rule = (value, pointer, context) => unsupportedIn(value, pointer, context.schema);

/** An object with exactly these keys; those with a question mark are optional. */
function shape(rules: Readonly<Record<string, Rule>>): Rule {
  const known = new Map(Object.entries(rules).map(([key, rule]) => [key.replace("?", ""), rule]));
  const needed = Object.keys(rules).filter((key) => !key.endsWith("?"));
  return (value, pointer, context) => {
    if (!isJson(value)) return [[pointer, "must be an object"]];
    return [
      ...needed
        .filter((key) => !(key in value))
        .map(
          (key): Unsupported => [
            `${pointer}/${key}`,
            `is missing: add it, because an implicit value cannot be compared`,
          ],
        ),
      ...Object.entries(value).flatMap(([key, one]): readonly Unsupported[] => {
        const where = `${pointer}/${escaped(key)}`;
        return known.get(key)?.(one, where, context) ?? [[where, unsupportedKey(key, [...known.keys()])]];
      }),
    ];
  };
}

/** An object with chosen names as its keys. */
const each =
  (name: RegExp, rule: Rule): Rule =>
  (value, pointer, context) => {
    if (!isJson(value)) return [[pointer, "must be an object"]];
    return Object.entries(value).flatMap(([key, one]): readonly Unsupported[] => {
      const where = `${pointer}/${escaped(key)}`;
      return name.test(key) && !(key in {}) ? rule(one, where, context) : [[where, unsupportedKey(key, [])]];
    });
  };

const list =
  (rule: Rule): Rule =>
  (value, pointer, context) =>
    Array.isArray(value)
      ? value.flatMap((one, at) => rule(one, `${pointer}/${at}`, context))
      : [[pointer, "must be an array"]];

/** The part itself, or a $ref to one in the components. */
const orShared =
  (kind: string, rule: Rule): Rule =>
  (value, pointer, context) => {
    if (!isJson(value) || !("$ref" in value)) return rule(value, pointer, context);
    const { $ref, ...beside } = value;
    const shared = isJson(context.components[kind]) ? context.components[kind] : {};
    const home = `#/components/${kind}/`;
    const name = typeof $ref === "string" && $ref.startsWith(home) ? $ref.slice(home.length) : "";
    return [
      ...Object.keys(beside).map(
        (key): Unsupported => [
          `${pointer}/${escaped(key)}`,
          `"${key}" next to a $ref cannot be compared: move it to the target of the $ref`,
        ],
      ),
      ...(named.test(name)
        ? Object.hasOwn(shared, name) && isJson(shared[name]) && !("$ref" in shared[name])
          ? []
          : [[`${pointer}/$ref`, `${$ref} does not exist in this file`] as const]
        : [
            [
              `${pointer}/$ref`,
              `${JSON.stringify($ref)} is not supported: a $ref points to ${home}<Name> here`,
            ] as const,
          ]),
    ];
  };

const remedies: ReadonlyMap<string, string> = new Map([
  ["callbacks", "describe the call in the document of the API that receives it"],
  ["webhooks", "describe the call in the document of the API that receives it"],
  ["links", "describe the next operation in the description of the response"],
  ["servers", "list the servers at the root of the document"],
  ["variables", "write out the URL of each server"],
  ["style", "remove it: use OpenAPI's default serialization"],
  ["explode", "remove it: use OpenAPI's default serialization"],
  ["allowReserved", "remove it: use OpenAPI's default serialization"],
  ["allowEmptyValue", "let clients omit the parameter instead"],
  ["encoding", "remove it: use OpenAPI's default encoding"],
  ["default", "list each status"],
  ["$ref", "inline it"],
]);

function unsupportedKey(key: string, known: readonly string[]): string {
  const remedy =
    remedies.get(key) ?? `remove it${known.length > 0 ? `: the supported keys are ${known.join(", ")}` : ""}`;
  return `"${key}" is not supported, because versions with it cannot be compared: ${remedy}`;
}

const named = /^[A-Za-z0-9_-]+$/;
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
// Lower case and without parameters, so that equal media types are equal strings.
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;

const described = { "description?": annotation };
const sampled = { "example?": annotation, "examples?": annotation };

const content = each(mediaType, shape({ schema, ...sampled }));

const header = shape({ ...described, ...sampled, "deprecated?": flag, "required?": flag, schema });

const parameter = shape({
  ...described,
  ...sampled,
  "deprecated?": flag,
  name: only((value) => typeof value === "string" && value !== "" && !(value in {}), "must be a name"),
  in: only((value) => placesOfParameters.includes(value), `must be one of path, query, header, cookie`),
  "required?": flag,
  schema,
});
const placesOfParameters: readonly unknown[] = ["path", "query", "header", "cookie"];

const response = shape({ ...described, "headers?": each(headerName, header), "content?": content });

const security = list(each(named, list(text)));

const operation = shape({
  ...described,
  "tags?": annotation,
  "summary?": annotation,
  "deprecated?": flag,
  "operationId?": text,
  "security?": security,
  "parameters?": list(orShared("parameters", parameter)),
  "requestBody?": shape({ ...described, "required?": flag, content }),
  responses: each(/^[1-5][0-9][0-9]$/, orShared("responses", response)),
});

/** The HTTP methods of OpenAPI. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const pathItem = shape({
  ...described,
  "summary?": annotation,
  "parameters?": list(orShared("parameters", parameter)),
  ...Object.fromEntries(methods.map((method) => [`${method}?`, operation])),
});

const http = shape({
  ...described,
  type: text,
  scheme: only((value) => typeof value === "string" && value !== "", "must be a string"),
  "bearerFormat?": text,
});
const apiKey = shape({
  ...described,
  type: text,
  name: text,
  in: only(
    (value) => value !== "path" && placesOfParameters.includes(value),
    "must be one of query, header, cookie",
  ),
});
const securityScheme: Rule = (value, pointer, context) => {
  const type = isJson(value) ? value.type : undefined;
  if (type === "http") return http(value, pointer, context);
  if (type === "apiKey") return apiKey(value, pointer, context);
  return [[`${pointer}/type`, `${JSON.stringify(type)} is not supported: "type" is http or apiKey`]];
};

const root = shape({
  openapi: only(
    (value) => typeof value === "string" && /^3\.1\.\d+$/.test(value),
    "is not a supported OpenAPI version: use 3.1",
  ),
  "info?": annotation,
  "tags?": annotation,
  "externalDocs?": annotation,
  "servers?": list(shape({ ...described, url: text })),
  "security?": security,
  paths: each(/^\//, pathItem),
  "components?": shape({
    "schemas?": (value, pointer) => (isJson(value) ? [] : [[pointer, "must be an object"]]),
    "parameters?": each(named, parameter),
    "responses?": each(named, response),
    "securitySchemes?": each(named, securityScheme),
  }),
});

/** The keywords of an OpenAPI document that only people read. */
export const apiAnnotations: ReadonlySet<string> = new Set([
  ...annotations,
  ..."info tags externalDocs summary example".split(" "),
]);

interface Found {
  readonly path: string;
  readonly pointer: string;
  readonly operation: Json;
  readonly shared: readonly unknown[];
  readonly security: unknown;
}

function operationsIn(document: Json): readonly Found[] {
  return Object.entries(isJson(document.paths) ? document.paths : {}).flatMap(([path, item]) =>
    methods.flatMap((method): Found[] => {
      const operation = isJson(item) ? item[method] : undefined;
      if (!isJson(item) || !isJson(operation)) return [];
      const shared: readonly unknown[] = Array.isArray(item.parameters) ? item.parameters : [];
      const pointer = `/paths/${escaped(path)}/${method}`;
      return [{ path, pointer, operation, shared, security: operation.security ?? document.security }];
    }),
  );
}

/** Problems that concern an operation as a whole. */
function wrongOperation(
  { path, pointer, operation, shared, security }: Found,
  components: Json,
): readonly Unsupported[] {
  const own: readonly unknown[] = Array.isArray(operation.parameters) ? operation.parameters : [];
  const all = [...shared, ...own].map((one) => resolved(one, components)).filter(isJson);
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  const inPath = all.filter((one) => one.in === "path");
  const schemes = isJson(components.securitySchemes) ? components.securitySchemes : {};
  const referenced = (Array.isArray(security) ? security : []).filter(isJson).flatMap(Object.keys);
  return [
    ...[shared, own].flatMap((some) => repeatedParameters(some, pointer, components)),
    ...names
      .filter((name) => !inPath.some((one) => one.name === name && one.required === true))
      .map(
        (name): Unsupported => [pointer, `the path has {${name}}: declare it as a required path parameter`],
      ),
    ...inPath
      .filter(({ name }) => !names.some((one) => one === name))
      .map(({ name }): Unsupported => [pointer, `the path has no {${name}}: remove the parameter`]),
    ...all
      .filter((one) => one.in === "header" && ignoredHeaders.includes(String(one.name).toLowerCase()))
      .map(
        ({ name }): Unsupported => [
          pointer,
          `OpenAPI ignores the header parameter ${name}: use content or security`,
        ],
      ),
    ...referenced
      .filter((name) => !Object.hasOwn(schemes, name))
      .map((name): Unsupported => [`${pointer}/security`, `${name} is not one of the securitySchemes`]),
  ];
}

const ignoredHeaders = ["accept", "content-type", "authorization"];

function repeatedParameters(
  some: readonly unknown[],
  pointer: string,
  components: Json,
): readonly Unsupported[] {
  const names = some
    .map((one) => resolved(one, components))
    .filter(isJson)
    .map(parameterName);
  return names
    .filter((name, at) => names.indexOf(name) < at)
    .map((name) => [`${pointer}/parameters`, `declares the parameter "${name}" twice`]);
}

/** For example "query limit". Header names are case-insensitive. */
export const parameterName = ({ in: place, name }: Json): string =>
  `${String(place)} ${place === "header" ? String(name).toLowerCase() : String(name)}`;

function resolved(one: unknown, components: Json): unknown {
  if (!isJson(one) || typeof one.$ref !== "string") return one;
  const shared = isJson(components.parameters) ? components.parameters : {};
  return shared[one.$ref.replace("#/components/parameters/", "")];
}

/** Duplicates: an operationId, paths that differ only in parameter names, header names that differ only in case. */
function repeatedIn(document: Json): readonly Unsupported[] {
  const operations = operationsIn(document);
  const ids = operations.map(({ operation }) => operation.operationId);
  const paths = Object.keys(isJson(document.paths) ? document.paths : {});
  const templates = paths.map((path) => path.replaceAll(/\{[^{}]*\}/g, "{}"));
  return [
    ...operations
      .filter((_, at) => ids[at] !== undefined && ids.indexOf(ids[at]) < at)
      .map(
        ({ pointer, operation }): Unsupported => [
          `${pointer}/operationId`,
          `another operation already has the operationId ${operation.operationId}`,
        ],
      ),
    ...paths
      .filter((_, at) => templates.indexOf(templates[at] ?? "") < at)
      .map((path): Unsupported => [`/paths/${escaped(path)}`, "is equivalent to another path"]),
    ...headersIn(document).flatMap(([pointer, headers]) => {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      return new Set(names).size < names.length
        ? [[`${pointer}/headers`, "declares a header twice, in different case"] as const]
        : [];
    }),
  ];
}

function headersIn(document: Json): readonly (readonly [pointer: string, headers: Json])[] {
  const shared =
    isJson(document.components) && isJson(document.components.responses)
      ? Object.entries(document.components.responses).map(
          ([name, one]) => [`/components/responses/${escaped(name)}`, one] as const,
        )
      : [];
  const own = operationsIn(document).flatMap(({ pointer, operation }) =>
    Object.entries(isJson(operation.responses) ? operation.responses : {}).map(
      ([status, one]) => [`${pointer}/responses/${status}`, one] as const,
    ),
  );
  return [...shared, ...own].flatMap(([pointer, one]) =>
    isJson(one) && isJson(one.headers) ? [[pointer, one.headers] as const] : [],
  );
}
