import { isJson, type Json } from "../../generator/contracts.ts";
import { escaped } from "./flatten.ts";

/**
 * The closed vocabulary: the keywords, formats and shapes that the gate compares exactly, in events and in HTTP APIs. The generator
 * and the gate reject a schema with anything else, because a change that cannot be compared must not pass unreported.
 */

/** An unsupported part of a file: its position, and a message with the remedy. */
export type Unsupported = readonly [pointer: string, sentence: string];

/** The supported formats: ajv validates all of them. */
export const formats = ["uuid", "date-time", "email", "uri"] as const;

/** Keywords that only people read; the gate ignores changes in them. */
export const annotations: ReadonlySet<string> = new Set(
  "title description $comment examples deprecated".split(" "),
);

/** What differs between a JSON Schema file and an OpenAPI document. */
export interface Dialect {
  readonly references: "#/definitions/" | "#/components/schemas/";
  /** The schemas that a `$ref` may point to, by name. */
  readonly named: Json;
  /** Keywords that are supported only in this kind of document. */
  readonly also: readonly string[];
}

const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/** The keywords that limit values, by type. */
const limiting: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["string", ["minLength", "maxLength", "pattern", "format"]],
  ["integer", numbers],
  ["number", numbers],
  ["boolean", []],
  ["array", ["items", "minItems", "maxItems", "uniqueItems"]],
  ["object", ["properties", "required", "additionalProperties", "minProperties", "maxProperties"]],
]);

const keywords = new Set(["type", "enum", "const", "$ref", "allOf", ...[...limiting.values()].flat()]);

/** The unsupported parts of an event's schema, the envelope or an expectation. */
export function unsupportedInFile(whole: Json, { isEvent = false } = {}): readonly Unsupported[] {
  const { $schema, definitions, ...all } = whole;
  const { [subjectKeyword]: subject, ...bare } = all;
  const dialect: Dialect = {
    references: "#/definitions/",
    named: isJson(definitions) ? definitions : {},
    also: [],
  };
  const isDraft07 = $schema === undefined || $schema === draft07;
  return [
    ...(isDraft07 ? [] : [["/$schema", `must be "${draft07}"`] as const]),
    ...(definitions === undefined || isJson(definitions)
      ? []
      : [["/definitions", "must be an object"] as const]),
    ...(isEvent && subject !== undefined && typeof subject !== "string"
      ? [[`/${subjectKeyword}`, "must be a string"] as const]
      : []),
    ...unsupportedIn(isEvent ? bare : all, "", dialect),
    ...unsupportedInNamed(dialect),
  ];
}

/** Names the required string field that becomes the subject of the event's envelope. */
export const subjectKeyword = "x-subject";

const draft07 = "http://json-schema.org/draft-07/schema#";

/** The unsupported parts of the schemas that a `$ref` may point to. */
export function unsupportedInNamed(dialect: Dialect): readonly Unsupported[] {
  return Object.entries(dialect.named).flatMap(([name, schema]): readonly Unsupported[] => {
    const pointer = `${dialect.references.slice(1)}${escaped(name)}`;
    if (!isName(name)) return [[pointer, "is not a valid name: use letters, digits, - and _"]];
    return unsupportedIn(schema, pointer, dialect);
  });
}

const isName = (name: string) => /^[A-Za-z0-9_-]+$/.test(name) && !inherited(name);

// Every JavaScript object inherits these, so ajv finds a field that is absent.
const inherited = (name: string) => name in {};

/** The unsupported parts of a schema, including nested ones. */
export function unsupportedIn(schema: unknown, pointer: string, dialect: Dialect): readonly Unsupported[] {
  if (!isJson(schema))
    return [
      [
        pointer,
        `${JSON.stringify(schema)} is not a schema that can be compared: write an object with a "type"`,
      ],
    ];
  const foreign = Object.keys(schema)
    .filter((key) => !keywords.has(key) && !annotations.has(key) && !dialect.also.includes(key))
    .map((key): Unsupported => [`${pointer}/${escaped(key)}`, unknownKeyword(key)]);
  if ("$ref" in schema || "allOf" in schema) return [...foreign, ...wrongReference(schema, pointer, dialect)];
  const types = typesOf(schema);
  if (types === undefined) return [...foreign, [`${pointer}/type`, wrongType(schema)]];
  const assumed = dialect.also.includes("default") && "default" in schema;
  return [
    ...foreign,
    ...(assumed && !types.some((type) => isOfType(schema.default, type))
      ? [[`${pointer}/default`, "must be a scalar of the schema's type"] as const]
      : []),
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

function wrongReference(
  schema: Json,
  pointer: string,
  { references, named }: Dialect,
): readonly Unsupported[] {
  const beside = Object.keys(schema).filter((key) => keywords.has(key));
  if (beside.length > 1)
    return beside
      .filter((key) => key !== "$ref" && key !== "allOf")
      .concat("$ref" in schema && "allOf" in schema ? ["allOf"] : [])
      .map((key) => [
        `${pointer}/${key}`,
        `"${key}" next to a $ref cannot be compared: move it to the target of the $ref, or inline the schema`,
      ]);
  if ("allOf" in schema) {
    const { allOf } = schema;
    const [only, ...more] = Array.isArray(allOf) ? allOf : [];
    if (!isJson(only) || more.length > 0 || Object.keys(only).join() !== "$ref")
      return [[`${pointer}/allOf`, '"allOf" must contain exactly one $ref: inline the schema instead']];
    return wrongReference(only, `${pointer}/allOf/0`, { references, named, also: [] });
  }
  const { $ref } = schema;
  const name = typeof $ref === "string" && $ref.startsWith(references) ? $ref.slice(references.length) : "";
  if (!isName(name))
    return [
      [
        `${pointer}/$ref`,
        `${JSON.stringify($ref)} is not supported: a $ref points to ${references}<Name> in the same file`,
      ],
    ];
  if (!Object.hasOwn(named, name)) return [[`${pointer}/$ref`, `${$ref} does not exist in this file`]];
  return isRecursive(name, references, named)
    ? [[`${pointer}/$ref`, `${$ref} is recursive: only schemas of bounded depth can be compared`]]
    : [];
}

// All that is reached from a name, each looked at once.
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
    ...(Array.isArray(allOf) ? allOf : []).flatMap(referencesIn),
    ...Object.values(isJson(properties) ? properties : {}).flatMap(referencesIn),
    ...referencesIn(items),
  ];
}

/** One type, or one type and null; undefined for anything else. */
function typesOf({ type }: Json): readonly unknown[] | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const real = types.filter((one) => one !== "null");
  if (real.length !== 1 || types.length > 2 || !limiting.has(real[0])) return undefined;
  return types;
}

function wrongType({ type }: Json): string {
  const types = [...limiting.keys()].join(", ");
  return type === undefined
    ? `"type" is missing: use one of ${types}`
    : `${JSON.stringify(type)} is not supported: "type" is one of ${types}, or an array of one of them and "null"`;
}

function wrongValues(schema: Json, types: readonly unknown[], pointer: string): readonly Unsupported[] {
  const own = "enum" in schema ? "enum" : "const";
  const beside = Object.keys(schema).filter((key) => keywords.has(key) && key !== "type" && key !== own);
  const values: readonly unknown[] =
    own === "const" ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
  const wrong = values.filter((value) => !types.some((type) => isOfType(value, type)));
  const texts = values.map((value) => JSON.stringify(value));
  return [
    ...beside.map(
      (key): Unsupported => [
        `${pointer}/${key}`,
        `"${key}" beside "${own}" is redundant: the listed values alone restrict the field`,
      ],
    ),
    ...(values.length === 0 ? [[`${pointer}/enum`, "must list at least one value"] as const] : []),
    ...wrong.map(
      (value): Unsupported => [
        `${pointer}/${own}`,
        `${JSON.stringify(value)} is not a scalar of type ${types.join(" or ")}: use a string, number, boolean or null`,
      ],
    ),
    ...(new Set(texts).size < texts.length
      ? [[`${pointer}/${own}`, "lists a value twice: list it once"] as const]
      : []),
  ];
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "number") return Number.isFinite(value);
  return (type === "string" || type === "boolean") && typeof value === type;
}

function wrongLimits(schema: Json, types: readonly unknown[], pointer: string): readonly Unsupported[] {
  const type = types.find((one) => one !== "null");
  const endless = type === "array" && !("items" in schema);
  return [
    ...(endless ? [[`${pointer}/items`, "is missing: describe the items of the array"] as const] : []),
    ...Object.keys(schema)
      .filter((key) => keywords.has(key) && key !== "type")
      .flatMap((key): readonly Unsupported[] => {
        if (!limiting.get(type)?.includes(key))
          return [[`${pointer}/${key}`, `"${key}" does not apply to type ${type}: remove it`]];
        const wrong = wrongLimit(key, schema[key], type);
        return wrong === undefined ? [] : [[`${pointer}/${key}`, wrong]];
      }),
  ];
}

function wrongLimit(key: string, value: unknown, type: unknown): string | undefined {
  if (key === "pattern") return isPattern(value) ? undefined : "is not a valid regular expression";
  if (key === "format")
    return formats.some((one) => one === value) ? undefined : `${value} is not one of ${formats.join(", ")}`;
  if (key === "uniqueItems" || key === "additionalProperties")
    return typeof value === "boolean"
      ? undefined
      : `must be true or false${key === "uniqueItems" ? "" : "; for arbitrary names, use an array of objects with a field for the name"}`;
  if (numbers.includes(key)) {
    const isFine = type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
    return isFine
      ? undefined
      : `${JSON.stringify(value)} is not a ${type} that JavaScript can represent exactly`;
  }
  if (/^(min|max)/.test(key))
    return Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : "must be a non-negative integer";
  return undefined;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function wrongFields(schema: Json, pointer: string, dialect: Dialect): readonly Unsupported[] {
  const { properties = {}, required = [] } = schema;
  if (!isJson(properties)) return [[`${pointer}/properties`, "must be an object with a schema per field"]];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [undefined];
  const unlisted = needed.filter((name) => typeof name !== "string" || !Object.hasOwn(properties, name));
  return [
    ...unlisted.map(
      (name): Unsupported => [
        `${pointer}/required`,
        `${JSON.stringify(name) ?? "an entry"} is not in properties: add it there with its type`,
      ],
    ),
    ...(new Set(needed).size < needed.length
      ? [[`${pointer}/required`, "lists a field twice: list it once"] as const]
      : []),
    ...Object.entries(properties).flatMap(([name, field]): readonly Unsupported[] => {
      const where = `${pointer}/properties/${escaped(name)}`;
      if (inherited(name))
        return [[where, `"${name}" is a property of every JavaScript object: rename the field`]];
      return unsupportedIn(field, where, dialect);
    }),
  ];
}

function wrongItems({ items }: Json, pointer: string, dialect: Dialect): readonly Unsupported[] {
  if (Array.isArray(items))
    return [
      [
        `${pointer}/items`,
        'a tuple (an array of schemas under "items") cannot be compared: use an object with a field per position',
      ],
    ];
  return unsupportedIn(items, `${pointer}/items`, dialect);
}
