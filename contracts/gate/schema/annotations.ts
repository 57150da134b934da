import { isJson, type Json } from "../../generator/contracts.ts";
import { apiAnnotations } from "./api/api-vocabulary.ts";
import { canonical } from "./flatten.ts";
import { annotations } from "./keywords.ts";

/** Whether two files differ at most in annotations: titles, descriptions, examples. */
export function equalExceptAnnotations(one: Json, other: Json, kind: "schema" | "api"): boolean {
  const ignored = kind === "schema" ? annotations : apiAnnotations;
  return canonical(withoutAnnotations(one, ignored)) === canonical(withoutAnnotations(other, ignored));
}

/** A schema or a document without its annotations, which only people read. */
export function withoutAnnotations(value: unknown, ignored = annotations): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutAnnotations(one, ignored));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ignored.has(key))
      .map(([key, one]) => [
        key,
        nameMaps.has(key) ? eachNamed(one, ignored) : withoutAnnotations(one, ignored),
      ]),
  );
}

/** The keys of these objects are chosen names, not keywords: a field may be called `description`. */
const nameMaps = new Set(
  "properties definitions schemas parameters responses headers content securitySchemes paths".split(" "),
);

function eachNamed(named: unknown, ignored: ReadonlySet<string>): unknown {
  if (!isJson(named)) return withoutAnnotations(named, ignored);
  return Object.fromEntries(
    Object.entries(named).map(([name, one]) => [name, withoutAnnotations(one, ignored)]),
  );
}
