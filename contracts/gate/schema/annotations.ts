import { isJson, type Json } from "../../generator/contracts.ts";
import { apiAnnotations } from "./api-vocabulary.ts";
import { canonical } from "./flatten.ts";
import { annotations } from "./vocabulary.ts";

/** Whether two files say the same but for the words in them: titles, descriptions, examples. */
export const sameButForWords = (one: Json, other: Json, kind: "schema" | "api"): boolean =>
  canonical(withoutWords(one, kind)) === canonical(withoutWords(other, kind));

/** What a schema or a document says, without what only people read. */
export function withoutWords(value: unknown, kind: "schema" | "api"): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutWords(one, kind));
  if (!isJson(value)) return value;
  const words = kind === "schema" ? annotations : apiAnnotations;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !words.has(key))
      .map(([key, one]) => [key, naming.has(key) ? eachNamed(one, kind) : withoutWords(one, kind)]),
  );
}

/** What is found here has names that somebody chose: a field may have the name of an annotation. */
const naming = new Set(
  "properties definitions schemas parameters responses headers content securitySchemes paths".split(" "),
);

function eachNamed(named: unknown, kind: "schema" | "api"): unknown {
  if (!isJson(named)) return withoutWords(named, kind);
  return Object.fromEntries(Object.entries(named).map(([name, one]) => [name, withoutWords(one, kind)]));
}
