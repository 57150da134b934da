import type { OpenApiDocument } from "./openapi.ts";
import { patternOf } from "./operations.ts";

/**
 * The canonical form of a request's target. Equivalent targets become equal, so that they find the same
 * resource, and the same Idempotency-Key is the same command:
 * - the absolute form `http://host/tasks`, which a server must accept (RFC 9112, 3.2.2), becomes `/tasks`;
 * - percent-encoded letters, digits, `-`, `.`, `_` and `~` in the path are decoded (RFC 3986, 6.2.2.2);
 * - an upper-case UUID becomes lower-case (RFC 9562, 4), in parameters with the format `uuid`.
 */
export function canonicalTarget(
  openapi: Pick<OpenApiDocument, "paths" | "components">,
): (target: string) => string {
  const places = Object.entries(openapi.paths).map(([path, item]) => {
    const named = uuidsOf(item, openapi);
    return { pattern: patternOf(path), segments: segmentsOf(path, named("path")), queries: named("query") };
  });
  return (target) => {
    const [path = "", ...rest] = originForm(target).split("?");
    const plain = decoded(path);
    const found = places.filter(({ pattern }) => pattern.test(plain));
    const segments = new Set(found.flatMap((place) => place.segments));
    const queries = new Set(found.flatMap((place) => place.queries));
    const canonical = plain.split("/").map((text, i) => (segments.has(i) ? lowerUuid(text) : text));
    const query = rest
      .join("?")
      .split("&")
      .map((pair) => (queries.has(pair.split("=")[0] ?? "") ? lowerUuid(pair) : pair));
    return `${canonical.join("/")}${rest.length > 0 ? `?${query.join("&")}` : ""}`;
  };
}

/** The target without its scheme and host. */
const originForm = (target: string): string => {
  const [absolute] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  if (absolute === undefined) return target;
  const rest = target.slice(absolute.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
};

/** A path without unnecessary percent-encoding. */
export const decoded = (path: string): string => path.replaceAll(/%[0-9a-f]{2}/gi, unreserved);

function unreserved(encoded: string): string {
  const text = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(text) ? text : encoded;
}

const lowerUuid = (text: string): string =>
  text.replace(/(?<=^|=)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, (uuid) => uuid.toLowerCase());

/** The indexes of the path segments that are UUIDs. */
const segmentsOf = (path: string, names: readonly string[]): readonly number[] =>
  path.split("/").flatMap((text, i) => (names.includes(text.slice(1, -1)) ? [i] : []));

/** The names of a path's UUID parameters, declared on the path, on an operation, or by reference. */
function uuidsOf(item: object, { components }: Pick<OpenApiDocument, "components">) {
  const known = fieldsOf(fieldsOf(components).parameters);
  const lists = [item, ...Object.values(item)].map((of) => fieldsOf(of).parameters);
  const parameters = lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map(fieldsOf)
    .map(({ $ref, ...own }) =>
      typeof $ref === "string" ? fieldsOf(known[$ref.split("/").at(-1) ?? ""]) : own,
    );
  return (place: "path" | "query"): readonly string[] =>
    parameters
      .filter((one) => one.in === place && fieldsOf(one.schema).format === "uuid")
      .map(({ name }) => String(name));
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
