import { isJson, type Json } from "../../generator/contracts.ts";
import { escaped } from "./flatten.ts";
import { annotations, type Dialect, type Outside, outsideOf, outsideOfNamed } from "./vocabulary.ts";

/** What is outside of the vocabulary in an OpenAPI document: everything that is not named here is refused. */
export function outsideOfApi(document: Json): readonly Outside[] {
  const components = isJson(document.components) ? document.components : {};
  const schemas = isJson(components.schemas) ? components.schemas : {};
  const schema: Dialect = { references: "#/components/schemas/", named: schemas, also: ["default"] };
  const context = { components, schema };
  return [
    ...root(document, "", context),
    ...outsideOfNamed(schema),
    ...repeatedIn(document),
    ...operationsIn(document).flatMap((one) => wrongOperation(one, components)),
  ];
}

interface Context {
  readonly components: Json;
  readonly schema: Dialect;
}

/** What is wrong with a part of the document. */
type Rule = (value: unknown, pointer: string, context: Context) => readonly Outside[];

/** Words for people. */
const words: Rule = () => [];

const only =
  (isFine: (value: unknown) => boolean, sentence: string): Rule =>
  (value, pointer) =>
    isFine(value) ? [] : [[pointer, `${JSON.stringify(value)} ${sentence}`]];

const text = only((value) => typeof value === "string", "must be text");
const flag = only((value) => typeof value === "boolean", "must be true or false");
const schema: Rule = (value, pointer, context) => outsideOf(value, pointer, context.schema);

/** An object with these keys and no others; those with a question mark may be left out. */
function shape(rules: Readonly<Record<string, Rule>>): Rule {
  const known = new Map(Object.entries(rules).map(([key, rule]) => [key.replace("?", ""), rule]));
  const needed = Object.keys(rules).filter((key) => !key.endsWith("?"));
  return (value, pointer, context) => {
    if (!isJson(value)) return [[pointer, "must be an object"]];
    return [
      ...needed
        .filter((key) => !(key in value))
        .map((key): Outside => [`${pointer}/${key}`, `is missing: what is not said cannot be compared`]),
      ...Object.entries(value).flatMap(([key, one]): readonly Outside[] => {
        const where = `${pointer}/${escaped(key)}`;
        return known.get(key)?.(one, where, context) ?? [[where, foreign(key, [...known.keys()])]];
      }),
    ];
  };
}

/** An object that names its parts. */
const each =
  (name: RegExp, rule: Rule): Rule =>
  (value, pointer, context) => {
    if (!isJson(value)) return [[pointer, "must be an object"]];
    return Object.entries(value).flatMap(([key, one]): readonly Outside[] => {
      const where = `${pointer}/${escaped(key)}`;
      return name.test(key) && !(key in {}) ? rule(one, where, context) : [[where, foreign(key, [])]];
    });
  };

const list =
  (rule: Rule): Rule =>
  (value, pointer, context) =>
    Array.isArray(value)
      ? value.flatMap((one, at) => rule(one, `${pointer}/${at}`, context))
      : [[pointer, "must be a list"]];

/** The thing itself, or a $ref to one among the components. */
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
        (key): Outside => [
          `${pointer}/${escaped(key)}`,
          `"${key}" beside a $ref cannot be compared: write it where the $ref leads to`,
        ],
      ),
      ...(named.test(name)
        ? Object.hasOwn(shared, name) && isJson(shared[name]) && !("$ref" in shared[name])
          ? []
          : [[`${pointer}/$ref`, `${$ref} leads nowhere in this file`] as const]
        : [
            [
              `${pointer}/$ref`,
              `${JSON.stringify($ref)} cannot be followed: a $ref leads to ${home}<Name> here`,
            ] as const,
          ]),
    ];
  };

const remedies: ReadonlyMap<string, string> = new Map([
  ["callbacks", "describe what we call in the document of the API that is called"],
  ["webhooks", "describe what we call in the document of the API that is called"],
  ["links", "say in the description where an answer leads"],
  ["servers", "name the servers at the root of the document"],
  ["variables", "write each server's whole url"],
  ["style", "leave it out: values are written in the way that OpenAPI takes for granted"],
  ["explode", "leave it out: values are written in the way that OpenAPI takes for granted"],
  ["allowReserved", "leave it out: values are written in the way that OpenAPI takes for granted"],
  ["allowEmptyValue", "leave the parameter out where it has no value"],
  ["encoding", "leave it out: bodies are written in the way that OpenAPI takes for granted"],
  ["default", "name each status"],
  ["$ref", "write it where it is used"],
]);

function foreign(key: string, known: readonly string[]): string {
  const instead =
    remedies.get(key) ??
    `leave it out${known.length > 0 ? `: what can stand here is ${known.join(", ")}` : ""}`;
  return `"${key}" cannot be compared with an older or newer version: ${instead}`;
}

const named = /^[A-Za-z0-9_-]+$/;
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
// What a media type says after a semicolon, and in capitals, would have to be understood.
const mediaType = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;

const described = { "description?": words };
const sampled = { "example?": words, "examples?": words };

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
  "tags?": words,
  "summary?": words,
  "deprecated?": flag,
  "operationId?": text,
  "security?": security,
  "parameters?": list(orShared("parameters", parameter)),
  "requestBody?": shape({ ...described, "required?": flag, content }),
  responses: each(/^[1-5][0-9][0-9]$/, orShared("responses", response)),
});

/** The methods that a path may have. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const pathItem = shape({
  ...described,
  "summary?": words,
  "parameters?": list(orShared("parameters", parameter)),
  ...Object.fromEntries(methods.map((method) => [`${method}?`, operation])),
});

const http = shape({
  ...described,
  type: text,
  scheme: only((value) => typeof value === "string" && value !== "", "must be text"),
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
  return [[`${pointer}/type`, `${JSON.stringify(type)} cannot be compared: "type" is http or apiKey`]];
};

const root = shape({
  openapi: only(
    (value) => typeof value === "string" && /^3\.1\.\d+$/.test(value),
    "is not the version of OpenAPI that is compared here: write it in 3.1",
  ),
  "info?": words,
  "tags?": words,
  "externalDocs?": words,
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

/** What a change in the rest of an OpenAPI document says to people only. */
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

/** What can be seen only when an operation is looked at as a whole. */
function wrongOperation(
  { path, pointer, operation, shared, security }: Found,
  components: Json,
): readonly Outside[] {
  const own: readonly unknown[] = Array.isArray(operation.parameters) ? operation.parameters : [];
  const all = [...shared, ...own].map((one) => resolved(one, components)).filter(isJson);
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  const inPath = all.filter((one) => one.in === "path");
  const schemes = isJson(components.securitySchemes) ? components.securitySchemes : {};
  const asked = (Array.isArray(security) ? security : []).filter(isJson).flatMap(Object.keys);
  return [
    ...[shared, own].flatMap((some) => repeatedParameters(some, pointer, components)),
    ...names
      .filter((name) => !inPath.some((one) => one.name === name && one.required === true))
      .map((name): Outside => [pointer, `the path's {${name}} must be among its parameters, and required`]),
    ...inPath
      .filter(({ name }) => !names.some((one) => one === name))
      .map(({ name }): Outside => [pointer, `the parameter ${name} is not in the path`]),
    ...all
      .filter((one) => one.in === "header" && ignoredHeaders.includes(String(one.name).toLowerCase()))
      .map(
        ({ name }): Outside => [
          pointer,
          `the header ${name} is ignored by OpenAPI as a parameter: use content or security`,
        ],
      ),
    ...asked
      .filter((name) => !Object.hasOwn(schemes, name))
      .map((name): Outside => [`${pointer}/security`, `${name} is not among the securitySchemes`]),
  ];
}

const ignoredHeaders = ["accept", "content-type", "authorization"];

function repeatedParameters(some: readonly unknown[], pointer: string, components: Json): readonly Outside[] {
  const names = some
    .map((one) => resolved(one, components))
    .filter(isJson)
    .map(parameterName);
  return names
    .filter((name, at) => names.indexOf(name) < at)
    .map((name) => [`${pointer}/parameters`, `names the parameter "${name}" twice`]);
}

/** "query limit"; the names of headers are the same in capitals. */
export const parameterName = ({ in: place, name }: Json): string =>
  `${String(place)} ${place === "header" ? String(name).toLowerCase() : String(name)}`;

function resolved(one: unknown, components: Json): unknown {
  if (!isJson(one) || typeof one.$ref !== "string") return one;
  const shared = isJson(components.parameters) ? components.parameters : {};
  return shared[one.$ref.replace("#/components/parameters/", "")];
}

/** Two operations with one id, two paths that are the same but for the names in them, two spellings of one header. */
function repeatedIn(document: Json): readonly Outside[] {
  const operations = operationsIn(document);
  const ids = operations.map(({ operation }) => operation.operationId);
  const paths = Object.keys(isJson(document.paths) ? document.paths : {});
  const templates = paths.map((path) => path.replaceAll(/\{[^{}]*\}/g, "{}"));
  return [
    ...operations
      .filter((_, at) => ids[at] !== undefined && ids.indexOf(ids[at]) < at)
      .map(
        ({ pointer, operation }): Outside => [
          `${pointer}/operationId`,
          `${operation.operationId} names another operation already`,
        ],
      ),
    ...paths
      .filter((_, at) => templates.indexOf(templates[at] ?? "") < at)
      .map((path): Outside => [`/paths/${escaped(path)}`, "is the same path as another one"]),
    ...headersIn(document).flatMap(([pointer, headers]) => {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      return new Set(names).size < names.length
        ? [[`${pointer}/headers`, "names a header twice, in other capitals"] as const]
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
