import { isJson, type Json } from "../../generator/contracts.ts";
import { escaped } from "./flatten.ts";

/**
 * The closed vocabulary: the keywords, formats and shapes that the gate compares exactly, in events and in HTTP APIs. A schema
 * with anything else is refused, when it is generated and by the gate: what cannot be compared must not pass as unchanged.
 */

/** Where in a file, and what is wrong there, with what to do. */
export type Outside = readonly [pointer: string, sentence: string];

/** The formats that ajv checks, and that consumers survive. */
export const formats = ["uuid", "date-time", "email", "uri"] as const;

/** Words for people: a change in these changes nothing that the gate compares. */
export const annotations: ReadonlySet<string> = new Set(
  "title description $comment examples deprecated".split(" "),
);

/** Where schemas lie that a `$ref` may lead to, and what a schema may say there besides. */
export interface Dialect {
  readonly references: "#/definitions/" | "#/components/schemas/";
  /** The schemas that are there, by name. */
  readonly named: Json;
  /** Keywords that are compared in this kind of document only. */
  readonly also: readonly string[];
}

const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/** The keywords beside `type`, by the type that they limit. */
const limiting: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["string", ["minLength", "maxLength", "pattern", "format"]],
  ["integer", numbers],
  ["number", numbers],
  ["boolean", []],
  ["array", ["items", "minItems", "maxItems", "uniqueItems"]],
  ["object", ["properties", "required", "additionalProperties", "minProperties", "maxProperties"]],
]);

const keywords = new Set(["type", "enum", "const", "$ref", "allOf", ...[...limiting.values()].flat()]);

/** What is outside of the vocabulary in the schema of an event, the envelope or a declaration. */
export function outsideIn(whole: Json, { isEvent = false } = {}): readonly Outside[] {
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
      ? [[`/${subjectKeyword}`, "must be text"] as const]
      : []),
    ...outsideOf(isEvent ? bare : all, "", dialect),
    ...outsideOfNamed(dialect),
  ];
}

/** Names the required text field that an event's envelope has as its subject: what the event is about. */
export const subjectKeyword = "x-subject";

const draft07 = "http://json-schema.org/draft-07/schema#";

/** The same in every schema that a `$ref` may lead to. */
export function outsideOfNamed(dialect: Dialect): readonly Outside[] {
  return Object.entries(dialect.named).flatMap(([name, schema]): readonly Outside[] => {
    const pointer = `${dialect.references.slice(1)}${escaped(name)}`;
    if (!isName(name)) return [[pointer, "a name consists of letters, digits, - and _"]];
    return outsideOf(schema, pointer, dialect);
  });
}

const isName = (name: string) => /^[A-Za-z0-9_-]+$/.test(name) && !inherited(name);

// Every object has these: ajv finds a field where there is none.
const inherited = (name: string) => name in {};

/** What is outside of the vocabulary in one schema and in all that it consists of. */
export function outsideOf(schema: unknown, pointer: string, dialect: Dialect): readonly Outside[] {
  if (!isJson(schema))
    return [
      [pointer, `${JSON.stringify(schema)} is no schema that can be compared: write one with a "type"`],
    ];
  const foreign = Object.keys(schema)
    .filter((key) => !keywords.has(key) && !annotations.has(key) && !dialect.also.includes(key))
    .map((key): Outside => [`${pointer}/${escaped(key)}`, unknownKeyword(key)]);
  if ("$ref" in schema || "allOf" in schema) return [...foreign, ...wrongReference(schema, pointer, dialect)];
  const types = typesOf(schema);
  if (types === undefined) return [...foreign, [`${pointer}/type`, wrongType(schema)]];
  const assumed = dialect.also.includes("default") && "default" in schema;
  return [
    ...foreign,
    ...(assumed && !types.some((type) => isOfType(schema.default, type))
      ? [[`${pointer}/default`, "must be a single value of the type"] as const]
      : []),
    ...("enum" in schema || "const" in schema
      ? wrongValues(schema, types, pointer)
      : wrongLimits(schema, types, pointer)),
    ...wrongFields(schema, pointer, dialect),
    ...("items" in schema ? wrongItems(schema, pointer, dialect) : []),
  ];
}

/** What to do instead of a keyword that cannot be compared. */
const remedies: ReadonlyMap<string, string> = new Map([
  ...["anyOf", "oneOf", "discriminator"].map(
    (key) => [key, "give each shape a field, an event or an operation of its own"] as const,
  ),
  ...["not", "if", "then", "else", "dependencies", "contains", "propertyNames"].map(
    (key) => [key, "leave it out, and let the code of the producer keep to it"] as const,
  ),
  ["patternProperties", "make it a list of objects with a field for the name"],
  ["additionalItems", 'make the list one of objects, each with a name, under "items"'],
  ["nullable", 'write "type": ["string", "null"]'],
  ["multipleOf", "count in a unit of which there are whole numbers only"],
  ["readOnly", "describe what is asked and what is answered with a schema each"],
  ["writeOnly", "describe what is asked and what is answered with a schema each"],
  ["default", "say in the description what is assumed, and let the consumer assume it"],
  ["$id", "leave it out: a schema is named by its path"],
  ["definitions", "write it at the root of the file"],
  ["$defs", 'write it under "definitions" at the root of the file'],
  ["example", 'write "examples", a list'],
]);

function unknownKeyword(key: string): string {
  const instead = remedies.get(key) ?? `leave it out: schemas here use ${[...keywords].join(", ")}`;
  return `"${key}" cannot be compared with an older or newer version: ${instead}`;
}

function wrongReference(schema: Json, pointer: string, { references, named }: Dialect): readonly Outside[] {
  const beside = Object.keys(schema).filter((key) => keywords.has(key));
  if (beside.length > 1)
    return beside
      .filter((key) => key !== "$ref" && key !== "allOf")
      .concat("$ref" in schema && "allOf" in schema ? ["allOf"] : [])
      .map((key) => [
        `${pointer}/${key}`,
        `"${key}" beside a $ref cannot be compared: write it where the $ref leads to, or write the schema out`,
      ]);
  if ("allOf" in schema) {
    const { allOf } = schema;
    const [only, ...more] = Array.isArray(allOf) ? allOf : [];
    if (!isJson(only) || more.length > 0 || Object.keys(only).join() !== "$ref")
      return [
        [`${pointer}/allOf`, '"allOf" can be compared with exactly one $ref in it: write the schema out'],
      ];
    return wrongReference(only, `${pointer}/allOf/0`, { references, named, also: [] });
  }
  const { $ref } = schema;
  const name = typeof $ref === "string" && $ref.startsWith(references) ? $ref.slice(references.length) : "";
  if (!isName(name))
    return [
      [
        `${pointer}/$ref`,
        `${JSON.stringify($ref)} cannot be followed: a $ref leads to ${references}<Name> in the same file`,
      ],
    ];
  if (!Object.hasOwn(named, name)) return [[`${pointer}/$ref`, `${$ref} leads nowhere in this file`]];
  return leadsBack(name, references, named)
    ? [[`${pointer}/$ref`, `${$ref} leads back to itself: a message must have an end`]]
    : [];
}

// All that is reached from a name, each looked at once.
function leadsBack(name: string, references: string, named: Json): boolean {
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
    ? `"type" is missing: say which of ${types}`
    : `${JSON.stringify(type)} cannot be compared: "type" is one of ${types}, or a list of one of them and "null"`;
}

function wrongValues(schema: Json, types: readonly unknown[], pointer: string): readonly Outside[] {
  const own = "enum" in schema ? "enum" : "const";
  const beside = Object.keys(schema).filter((key) => keywords.has(key) && key !== "type" && key !== own);
  const values: readonly unknown[] =
    own === "const" ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
  const wrong = values.filter((value) => !types.some((type) => isOfType(value, type)));
  const texts = values.map((value) => JSON.stringify(value));
  return [
    ...beside.map(
      (key): Outside => [
        `${pointer}/${key}`,
        `"${key}" beside "${own}" cannot be compared: the values alone say what may come`,
      ],
    ),
    ...(values.length === 0 ? [[`${pointer}/enum`, "must list its values"] as const] : []),
    ...wrong.map(
      (value): Outside => [
        `${pointer}/${own}`,
        `${JSON.stringify(value)} is not of type ${types.join(" or ")}, or no single value: only texts, numbers, true, false and null are compared`,
      ],
    ),
    ...(new Set(texts).size < texts.length
      ? [[`${pointer}/${own}`, "names a value twice: name it once"] as const]
      : []),
  ];
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "number") return Number.isFinite(value);
  return (type === "string" || type === "boolean") && typeof value === type;
}

function wrongLimits(schema: Json, types: readonly unknown[], pointer: string): readonly Outside[] {
  const type = types.find((one) => one !== "null");
  const endless = type === "array" && !("items" in schema);
  return [
    ...(endless ? [[`${pointer}/items`, "is missing: say what the list holds"] as const] : []),
    ...Object.keys(schema)
      .filter((key) => keywords.has(key) && key !== "type")
      .flatMap((key): readonly Outside[] => {
        if (!limiting.get(type)?.includes(key))
          return [[`${pointer}/${key}`, `"${key}" says nothing about a value of type ${type}: leave it out`]];
        const wrong = wrongLimit(key, schema[key], type);
        return wrong === undefined ? [] : [[`${pointer}/${key}`, wrong]];
      }),
  ];
}

function wrongLimit(key: string, value: unknown, type: unknown): string | undefined {
  if (key === "pattern") return isPattern(value) ? undefined : "is not a regular expression";
  if (key === "format")
    return formats.some((one) => one === value) ? undefined : `${value} is not one of ${formats.join(", ")}`;
  if (key === "uniqueItems" || key === "additionalProperties")
    return typeof value === "boolean"
      ? undefined
      : `only true and false can be compared: ${key === "uniqueItems" ? "choose one" : "make it a list of objects with a field for the name"}`;
  if (numbers.includes(key)) {
    const isFine = type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
    return isFine
      ? undefined
      : `${JSON.stringify(value)} is no ${type} that a number in JavaScript holds exactly`;
  }
  if (/^(min|max)/.test(key))
    return Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : "must be a whole number from 0 on";
  return undefined;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === "string" && new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function wrongFields(schema: Json, pointer: string, dialect: Dialect): readonly Outside[] {
  const { properties = {}, required = [] } = schema;
  if (!isJson(properties)) return [[`${pointer}/properties`, "must be an object, a schema for each field"]];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [undefined];
  const unlisted = needed.filter((name) => typeof name !== "string" || !Object.hasOwn(properties, name));
  return [
    ...unlisted.map(
      (name): Outside => [
        `${pointer}/required`,
        `${JSON.stringify(name) ?? "this"} is not among the properties: list it there with its type`,
      ],
    ),
    ...(new Set(needed).size < needed.length
      ? [[`${pointer}/required`, "names a field twice: name it once"] as const]
      : []),
    ...Object.entries(properties).flatMap(([name, field]): readonly Outside[] => {
      const where = `${pointer}/properties/${escaped(name)}`;
      if (inherited(name))
        return [[where, `every object in JavaScript has "${name}": give the field another name`]];
      return outsideOf(field, where, dialect);
    }),
  ];
}

function wrongItems({ items }: Json, pointer: string, dialect: Dialect): readonly Outside[] {
  if (Array.isArray(items))
    return [
      [
        `${pointer}/items`,
        'a list of schemas under "items" (a tuple) cannot be compared: make each place a field of an object',
      ],
    ];
  return outsideOf(items, `${pointer}/items`, dialect);
}
