import type { OpenApiDocument } from "./openapi.ts";

/** One method on one path of an OpenAPI document. */
export interface Operation {
  /** In upper case. */
  readonly method: string;
  /** With its parameters in braces: `/tasks/{taskId}`. */
  readonly path: string;
  /** True if the operation has `security: []`: it needs no token. */
  readonly isPublic: boolean;
}

/** A path template of a document. */
export interface Template {
  readonly path: string;
  readonly operations: readonly Operation[];
  /** True if a path (encoded, without query) matches this template. */
  matches(path: string): boolean;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The templates of a document, those with fewer parameters first: they win if two match. */
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

/** The operations on a path (encoded, without query); undefined if the document has no such path. */
export function operationsAt(
  openapi: Pick<OpenApiDocument, "paths">,
): (path: string) => readonly Operation[] | undefined {
  const templates = templatesOf(openapi);
  return (path) => templates.find(({ matches }) => matches(path))?.operations;
}

function operationOf(path: string, method: string, operation: unknown): readonly Operation[] {
  if (typeof operation !== "object" || operation === null) return [];
  const security = "security" in operation ? operation.security : undefined;
  return [{ method: method.toUpperCase(), path, isPublic: Array.isArray(security) && security.length === 0 }];
}

/** HEAD is allowed wherever GET is, and OPTIONS everywhere (RFC 9110, 9.1 and 9.3.7). */
export function allowOf(operations: readonly Pick<Operation, "method">[]): string {
  const given = operations.map(({ method }) => method);
  return [...given, ...(given.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

/** A path template as a regular expression, in which each parameter matches one segment. */
export const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]*\}/)
      .map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"))
      .join("[^/]+")}$`,
  );

const variables = (path: string): number => path.split("{").length;
