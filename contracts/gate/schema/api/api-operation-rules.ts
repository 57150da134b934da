import { asList, asObject, isJson, type Json } from "../../../generator/contracts.ts";
import { escaped } from "../flatten.ts";
import { type Unsupported, unless, wrong } from "../keywords.ts";
import { areUnique } from "../unsupported-limits.ts";

/** The HTTP methods of OpenAPI. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

interface Found {
  readonly path: string;
  readonly pointer: string;
  readonly operation: Json;
  readonly shared: readonly unknown[];
  readonly security: unknown;
}

function operationsIn(document: Json): readonly Found[] {
  return Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
    methods.flatMap((method): Found[] => {
      const operation = isJson(item) ? item[method] : undefined;
      if (!isJson(item) || !isJson(operation)) return [];
      const shared = asList(item.parameters);
      const pointer = `/paths/${escaped(path)}/${method}`;
      return [{ path, pointer, operation, shared, security: operation.security ?? document.security }];
    }),
  );
}

/** Problems that concern operations as a whole. */
export const wrongOperations = (document: Json, components: Json): readonly Unsupported[] =>
  operationsIn(document).flatMap((one) => wrongOperation(one, components));

/** Problems that concern an operation as a whole. */
function wrongOperation(
  { path, pointer, operation, shared, security }: Found,
  components: Json,
): readonly Unsupported[] {
  const own = asList(operation.parameters);
  const all = [...shared, ...own].map((one) => resolved(one, components)).filter(isJson);
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  const inPath = all.filter((one) => one.in === "path");
  const schemes = asObject(components.securitySchemes);
  const referenced = asList(security).filter(isJson).flatMap(Object.keys);
  return [
    ...[shared, own].flatMap((some) => repeatedParameters(some, pointer, components)),
    ...names.flatMap((name) => {
      const isDeclared = inPath.some((one) => one.name === name && one.required === true);
      return unless(isDeclared, pointer, `the path has {${name}}: declare it as a required path parameter`);
    }),
    ...inPath.flatMap(({ name }) => {
      const isInPath = names.some((one) => one === name);
      return unless(isInPath, pointer, `the path has no {${name}}: remove the parameter`);
    }),
    ...all.flatMap(({ in: place, name }) => {
      const isIgnored = place === "header" && ignoredHeaders.includes(String(name).toLowerCase());
      return unless(
        !isIgnored,
        pointer,
        `OpenAPI ignores the header parameter ${name}: use content or security`,
      );
    }),
    ...referenced.flatMap((name) => {
      const isDeclared = Object.hasOwn(schemes, name);
      return unless(isDeclared, `${pointer}/security`, `${name} is not one of the securitySchemes`);
    }),
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
    .flatMap((name) => wrong(`${pointer}/parameters`, `declares the parameter "${name}" twice`));
}

/** For example "query limit". Header names are case-insensitive. */
export const parameterName = ({ in: place, name }: Json): string =>
  `${String(place)} ${place === "header" ? String(name).toLowerCase() : String(name)}`;

function resolved(one: unknown, components: Json): unknown {
  if (!isJson(one) || typeof one.$ref !== "string") return one;
  const shared = asObject(components.parameters);
  return shared[one.$ref.replace("#/components/parameters/", "")];
}

/**
 * Duplicates: an operationId, paths that differ only in parameter names, header names that differ only in
 * case.
 */
export function repeatedIn(document: Json): readonly Unsupported[] {
  const operations = operationsIn(document);
  const ids = operations.map(({ operation }) => operation.operationId);
  const paths = Object.keys(asObject(document.paths));
  const templates = paths.map((path) => path.replaceAll(/\{[^{}]*\}/g, "{}"));
  return [
    ...operations.flatMap(({ pointer, operation: { operationId } }, at) => {
      const isFirst = operationId === undefined || ids.indexOf(operationId) === at;
      const sentence = `another operation already has the operationId ${operationId}`;
      return unless(isFirst, `${pointer}/operationId`, sentence);
    }),
    ...paths.flatMap((path, at) => {
      const isFirst = templates.indexOf(templates[at] ?? "") === at;
      return unless(isFirst, `/paths/${escaped(path)}`, "is equivalent to another path");
    }),
    ...headersIn(document).flatMap(([pointer, headers]) => {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      return unless(areUnique(names), `${pointer}/headers`, "declares a header twice, in different case");
    }),
  ];
}

function headersIn(document: Json): readonly (readonly [pointer: string, headers: Json])[] {
  const shared = Object.entries(asObject(asObject(document.components).responses)).map(
    ([name, one]) => [`/components/responses/${escaped(name)}`, one] as const,
  );
  const own = operationsIn(document).flatMap(({ pointer, operation }) =>
    Object.entries(asObject(operation.responses)).map(
      ([status, one]) => [`${pointer}/responses/${status}`, one] as const,
    ),
  );
  return [...shared, ...own].flatMap(([pointer, one]) =>
    isJson(one) && isJson(one.headers) ? [[pointer, one.headers] as const] : [],
  );
}
