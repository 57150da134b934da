import { asObject, isJson, type Json } from "../../generator/contracts.ts";
import { escaped } from "./flatten.ts";
import {
  annotations,
  type Dialect,
  inherited,
  isName,
  keywords,
  type Unsupported,
  unless,
  wrong,
} from "./keywords.ts";
import { areUnique, isOfType, typesOf, wrongLimits, wrongType, wrongValues } from "./unsupported-limits.ts";
import { wrongReference } from "./unsupported-references.ts";

/** The unsupported parts of an event's schema, the envelope or an expectation. */
export function unsupportedInFile(whole: Json, { isEvent = false } = {}): readonly Unsupported[] {
  const { $schema, definitions, ...all } = whole;
  const { [subjectKeyword]: subject, ...bare } = all;
  const dialect: Dialect = { references: "#/definitions/", named: asObject(definitions), also: [] };
  const isText = !isEvent || subject === undefined || typeof subject === "string";
  return [
    ...unless($schema === undefined || $schema === draft07, "/$schema", `must be "${draft07}"`),
    ...unless(definitions === undefined || isJson(definitions), "/definitions", "must be an object"),
    ...unless(isText, `/${subjectKeyword}`, "must be a string"),
    ...unsupportedIn(isEvent ? bare : all, "", dialect),
    ...unsupportedInNamed(dialect),
  ];
}

/** Names the required string field that becomes the subject of the event's envelope. */
export const subjectKeyword = "x-subject";

/** The version of JSON Schema that every schema is written in. */
export const draft07 = "http://json-schema.org/draft-07/schema#";

/** The unsupported parts of the schemas that a `$ref` may point to. */
export function unsupportedInNamed(dialect: Dialect): readonly Unsupported[] {
  return Object.entries(dialect.named).flatMap(([name, schema]) => {
    const pointer = `${dialect.references.slice(1)}${escaped(name)}`;
    if (!isName(name)) return wrong(pointer, "is not a valid name: use letters, digits, - and _");
    return unsupportedIn(schema, pointer, dialect);
  });
}

/** The unsupported parts of a schema, including nested ones. */
export function unsupportedIn(schema: unknown, pointer: string, dialect: Dialect): readonly Unsupported[] {
  if (!isJson(schema))
    return wrong(
      pointer,
      `${JSON.stringify(schema)} is not a schema that can be compared: write an object with a "type"`,
    );
  const foreign = Object.keys(schema)
    .filter((key) => !keywords.has(key) && !annotations.has(key) && !dialect.also.includes(key))
    .flatMap((key) => wrong(`${pointer}/${escaped(key)}`, unknownKeyword(key)));
  if ("$ref" in schema || "allOf" in schema) return [...foreign, ...wrongReference(schema, pointer, dialect)];
  const types = typesOf(schema);
  if (types === undefined) return [...foreign, ...wrong(`${pointer}/type`, wrongType(schema))];
  const assumed = dialect.also.includes("default") && "default" in schema;
  const isAssumable = !assumed || types.some((type) => isOfType(schema.default, type));
  return [
    ...foreign,
    ...unless(isAssumable, `${pointer}/default`, "must be a scalar of the schema's type"),
    ...("enum" in schema || "const" in schema
      ? wrongValues(schema, types, pointer)
      : wrongLimits(schema, types, pointer)),
    ...wrongFields(schema, pointer, dialect),
    ...("items" in schema ? wrongItems(schema, pointer, dialect) : []),
  ];
}

/** The remedy for each common unsupported keyword. */
const remedies: ReadonlyMap<string, string> = new Map([
  ...["anyOf", "oneOf", "discriminator"].map(
    (key) => [key, "use a separate field, event or operation for each shape"] as const,
  ),
  ...["not", "if", "then", "else", "dependencies", "contains", "propertyNames"].map(
    (key) => [key, "remove it, and enforce the rule in the producer's code"] as const,
  ),
  ["patternProperties", "use an array of objects with a field for the name"],
  ["additionalItems", 'use an array of objects with named fields, under "items"'],
  ["nullable", 'write "type": ["string", "null"]'],
  ["multipleOf", "use a unit in which all values are integers"],
  ["readOnly", "use separate schemas for requests and responses"],
  ["writeOnly", "use separate schemas for requests and responses"],
  ["default", "describe the default, and let the consumer apply it"],
  ["$id", "remove it: the path of a schema is its name"],
  ["definitions", "move it to the root of the file"],
  ["$defs", 'move it to "definitions" at the root of the file'],
  ["example", 'use "examples", an array'],
]);

function unknownKeyword(key: string): string {
  const remedy = remedies.get(key) ?? `remove it: the supported keywords are ${[...keywords].join(", ")}`;
  return `"${key}" is not supported, because versions with it cannot be compared: ${remedy}`;
}

function wrongFields(schema: Json, pointer: string, dialect: Dialect): readonly Unsupported[] {
  const { properties = {}, required = [] } = schema;
  if (!isJson(properties)) return wrong(`${pointer}/properties`, "must be an object with a schema per field");
  const needed: readonly unknown[] = Array.isArray(required) ? required : [undefined];
  const unlisted = needed.filter((name) => typeof name !== "string" || !Object.hasOwn(properties, name));
  return [
    ...unlisted.flatMap((name) => {
      const entry = JSON.stringify(name) ?? "an entry";
      return wrong(`${pointer}/required`, `${entry} is not in properties: add it there with its type`);
    }),
    ...unless(areUnique(needed), `${pointer}/required`, "lists a field twice: list it once"),
    ...Object.entries(properties).flatMap(([name, field]) => {
      const where = `${pointer}/properties/${escaped(name)}`;
      if (inherited(name))
        return wrong(where, `"${name}" is a property of every JavaScript object: rename the field`);
      return unsupportedIn(field, where, dialect);
    }),
  ];
}

function wrongItems({ items }: Json, pointer: string, dialect: Dialect): readonly Unsupported[] {
  if (Array.isArray(items))
    return wrong(
      `${pointer}/items`,
      'a tuple (an array of schemas under "items") cannot be compared: use an object with a field per position',
    );
  return unsupportedIn(items, `${pointer}/items`, dialect);
}
