import { isJson, type Json } from "../../generator/contracts.ts";
import { apiAnnotations } from "./api/api-vocabulary.ts";
import { canonical } from "./flatten.ts";
import { annotations } from "./keywords.ts";

/** Whether two files differ at most in annotations: titles, descriptions, examples. */
export const equalExceptAnnotations = (one: Json, other: Json, kind: "schema" | "api"): boolean =>
  canonical(withoutAnnotations(one, kind)) === canonical(withoutAnnotations(other, kind));

/** A schema or a document without its annotations, which only people read. */
export function withoutAnnotations(value: unknown, kind: "schema" | "api"): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutAnnotations(one, kind));
  if (!isJson(value)) return value;
  const ignored = kind === "schema" ? annotations : apiAnnotations;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ignored.has(key))
      .map(([key, one]) => [key, nameMaps.has(key) ? eachNamed(one, kind) : withoutAnnotations(one, kind)]),
  );
}

/** The keys of these objects are chosen names, not keywords: a field may be called `description`. */
const nameMaps = new Set(
  "properties definitions schemas parameters responses headers content securitySchemes paths".split(" "),
);

function eachNamed(named: unknown, kind: "schema" | "api"): unknown {
  if (!isJson(named)) return withoutAnnotations(named, kind);
  return Object.fromEntries(
    Object.entries(named).map(([name, one]) => [name, withoutAnnotations(one, kind)]),
  );
}
