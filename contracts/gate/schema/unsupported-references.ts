import { asList, asObject, isJson, type Json } from "../../generator/contracts.ts";
import { type Dialect, isName, keywords, type Unsupported, unless, wrong } from "./keywords.ts";

/** The problems of a schema that consists of a `$ref`, or an `allOf` with one. */
export function wrongReference(
  schema: Json,
  pointer: string,
  { references, named }: Dialect,
): readonly Unsupported[] {
  const beside = Object.keys(schema).filter((key) => keywords.has(key));
  if (beside.length > 1)
    return beside
      .filter((key) => key !== "$ref" && key !== "allOf")
      .concat("$ref" in schema && "allOf" in schema ? ["allOf"] : [])
      .flatMap((key) => {
        const remedy = "move it to the target of the $ref, or inline the schema";
        return wrong(`${pointer}/${key}`, `"${key}" next to a $ref cannot be compared: ${remedy}`);
      });
  if ("allOf" in schema) {
    const { allOf } = schema;
    const [only, ...more] = asList(allOf);
    if (!isJson(only) || more.length > 0 || Object.keys(only).join() !== "$ref")
      return wrong(`${pointer}/allOf`, '"allOf" must contain exactly one $ref: inline the schema instead');
    return wrongReference(only, `${pointer}/allOf/0`, { references, named, also: [] });
  }
  const { $ref } = schema;
  const name = typeof $ref === "string" && $ref.startsWith(references) ? $ref.slice(references.length) : "";
  if (!isName(name))
    return wrong(
      `${pointer}/$ref`,
      `${JSON.stringify($ref)} is not supported: a $ref points to ${references}<Name> in the same file`,
    );
  if (!Object.hasOwn(named, name)) return wrong(`${pointer}/$ref`, `${$ref} does not exist in this file`);
  const isBounded = !isRecursive(name, references, named);
  const remedy = "only schemas of bounded depth can be compared";
  return unless(isBounded, `${pointer}/$ref`, `${$ref} is recursive: ${remedy}`);
}

/** Follows every reference from a name once. True if they lead back to it. */
function isRecursive(name: string, references: string, named: Json): boolean {
  const reached = new Set<string>();
  const ahead = [name];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    const next = referencesIn(named[at])
      .filter((ref) => ref.startsWith(references))
      .map((ref) => ref.slice(references.length))
      .filter((one) => !reached.has(one));
    for (const one of next) reached.add(one);
    ahead.push(...next);
  }
  return reached.has(name);
}

/** The `$ref`s of a schema, at the places where a schema may stand. */
function referencesIn(schema: unknown): readonly string[] {
  if (!isJson(schema)) return [];
  const { $ref, allOf, properties, items } = schema;
  return [
    ...(typeof $ref === "string" ? [$ref] : []),
    ...asList(allOf).flatMap(referencesIn),
    ...Object.values(asObject(properties)).flatMap(referencesIn),
    ...referencesIn(items),
  ];
}
