import type { OpenApiDocument } from "./openapi.ts";

/** One method on one path of an OpenAPI document. */
export interface Operation {
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces: `/orders/{orderId}`. */
  readonly path: string;
  /** Open to everybody: the operation says `security: []`. */
  readonly isPublic: boolean;
}

/** A path of a document, which can be recognized. */
export interface Template {
  readonly path: string;
  readonly operations: readonly Operation[];
  /** Whether a path is of this form; it is still encoded, and has no query. */
  matches(path: string): boolean;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** What the document offers, path by path: those without parameters first, since they win where two match. */
export function templatesOf({ paths }: Pick<OpenApiDocument, "paths">): readonly Template[] {
  return Object.entries(paths)
    .map(([path, item]): Template => {
      const pattern = patternOf(path);
      const operations = methods.flatMap((method) =>
        operationOf(path, method, new Map(Object.entries(item)).get(method)),
      );
      return { path, operations, matches: (given) => pattern.test(given) };
    })
    .sort((a, b) => variables(a.path) - variables(b.path));
}

/** Every operation that is open to everybody: the one list of public routes, which the gateways keep to. */
export const publicOperationsOf = (openapi: Pick<OpenApiDocument, "paths">): readonly Operation[] =>
  templatesOf(openapi).flatMap(({ operations }) => operations.filter(({ isPublic }) => isPublic));

function operationOf(path: string, method: string, operation: unknown): readonly Operation[] {
  if (typeof operation !== "object" || operation === null) return [];
  const security = "security" in operation ? operation.security : undefined;
  return [{ method: method.toUpperCase(), path, isPublic: Array.isArray(security) && security.length === 0 }];
}

/** HEAD is answered wherever GET is, and OPTIONS everywhere (RFC 9110, 9.1 and 9.3.7). */
export function allowOf(operations: readonly Pick<Operation, "method">[]): string {
  const given = operations.map(({ method }) => method);
  return [...given, ...(given.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

/** A path of a document as a regular expression, in which each parameter is one segment. */
export const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]*\}/)
      .map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"))
      .join("[^/]+")}$`,
  );

const variables = (path: string): number => path.split("{").length;
