// The generators call each other, since schemas are recursive; hence the length.

import { isDeepStrictEqual } from "node:util";
import { isJson } from "../../generator/contracts.ts";
import type { Random } from "./random.ts";

/** A schema that may be changed. */
export type Draft = Record<string, unknown>;

/** What is drawn: schemas of the gate's vocabulary, and sometimes anything else that draft-07 knows. */
export interface Drawing {
  readonly random: Random;
  /** The start of every `$ref`. */
  readonly references: string;
  /** The names that a `$ref` may have. */
  readonly named: readonly string[];
  /** How often a keyword outside the vocabulary is drawn. */
  readonly wild: number;
}

const fieldNames = ["a", "b", "c", "a~/b", "description"];
export const patterns = ["^a+$", "^[0-9]+$", "^.{2}$", "b"];
const formatNames = ["uuid", "date-time", "email", "uri"];
const words = ["a", "aa", "b", "1", ""];

/** The keywords that limit values, by type. */
const limits: Readonly<Record<string, readonly string[]>> = {
  string: ["minLength", "maxLength", "pattern", "format"],
  integer: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  boolean: [],
  array: ["minItems", "maxItems", "uniqueItems"],
  object: ["minProperties", "maxProperties", "additionalProperties"],
};
const types = Object.keys(limits);

/** Every keyword of draft-07 that the vocabulary leaves out, and some of other dialects. */
export const wildKeywords =
  `anyOf oneOf allOf not if then else dependencies contains propertyNames patternProperties
  additionalProperties additionalItems items multipleOf default readOnly writeOnly $id contentEncoding contentMediaType
  nullable discriminator const enum unevaluatedProperties prefixItems $defs minContains $anchor`.split(/\s+/);

export function drawSchema(drawing: Drawing, depth = 2): Draft {
  const { random, named, references } = drawing;
  if (named.length > 0 && random.chance(0.2)) return refTo(random, references, random.pick(named));
  const possible = depth > 0 ? types : types.slice(0, 4);
  const type = random.pick(possible);
  const types_ = random.chance(0.1) ? [type, "null"] : type;
  const schema: Draft = {
    type: types_,
    ...(random.chance(0.2) ? { description: random.pick(["One.", "Two, in cents."]) } : {}),
  };
  if (["string", "integer", "number", "boolean"].includes(type) && random.chance(0.2)) {
    const values = valuesOf(random, type);
    if (random.chance(0.3)) schema.const = values[0];
    else schema.enum = values;
  } else {
    for (const keyword of random.some(limits[type] ?? [], 0.35))
      schema[keyword] = drawKeyword(drawing, keyword, depth);
    if (type === "array") schema.items = drawSchema(drawing, depth - 1);
    if (type === "object") Object.assign(schema, drawFields(drawing, depth));
  }
  if (random.chance(drawing.wild)) {
    const keyword = random.pick(wildKeywords);
    schema[keyword] = drawKeyword(drawing, keyword, depth);
  }
  return schema;
}

function drawFields(drawing: Drawing, depth: number): Draft {
  const { random } = drawing;
  const names = random.some(fieldNames, 0.4);
  const required = random.some(names);
  return {
    ...(names.length > 0 || random.chance(0.5)
      ? { properties: Object.fromEntries(names.map((name) => [name, drawSchema(drawing, depth - 1)])) }
      : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

const refTo = (random: Random, references: string, name: string): Draft =>
  random.chance(0.6)
    ? { $ref: `${references}${name}` }
    : { description: "What it is.", allOf: [{ $ref: `${references}${name}` }] };

function valuesOf(random: Random, type: unknown): unknown[] {
  const all: readonly unknown[] =
    type === "boolean" ? [true, false] : type === "string" ? words : [0, 1, 2, 3, -1];
  const some = random.some(all);
  return some.length > 0 ? some : [random.pick(all)];
}

export function drawKeyword(drawing: Drawing, keyword: string, depth: number): unknown {
  const { random } = drawing;
  const below = () => (random.chance(0.15) ? random.chance(0.5) : drawSchema(drawing, depth - 1));
  const many = () => [below(), ...(random.chance(0.7) ? [below()] : [])];
  if (/^(min|max)(Length|Items|Properties)$/.test(keyword)) return random.below(4);
  if (/inimum|aximum/.test(keyword)) return random.below(6) - 2;
  switch (keyword) {
    case "type":
      return random.chance(0.7) ? random.pick(types) : [random.pick(types), "null"];
    case "pattern":
      return random.pick(patterns);
    case "format":
      return random.pick(formatNames);
    case "uniqueItems":
      return random.chance(0.7);
    case "additionalProperties":
      return random.chance(0.8) ? random.chance(0.3) : below();
    case "anyOf":
    case "oneOf":
    case "allOf":
      return many();
    case "items":
      return random.chance(0.6) ? many() : random.chance(0.5);
    case "prefixItems":
      return many();
    case "patternProperties":
      return { [random.pick(["^a", "x"])]: below() };
    case "dependencies":
      return { a: random.chance(0.5) ? ["b"] : below() };
    case "multipleOf":
      return random.pick([1, 2, 3, 0.5]);
    case "const":
      return random.pick([1, "a", null, [1], { a: 1 }]);
    case "enum":
      return random.some([1, 1.5, "a", "b", null, { a: 1 }, true], 0.5).concat(2);
    case "default":
      return random.pick([1, "a"]);
    case "$id":
    case "$anchor":
      return random.pick(["one", "two"]);
    case "contentEncoding":
      return random.pick(["base64", "7bit"]);
    case "contentMediaType":
      return random.pick(["application/json", "text/plain"]);
    case "readOnly":
    case "writeOnly":
    case "nullable":
    case "unevaluatedProperties":
      return random.chance(0.6);
    case "minContains":
      return random.below(3);
    case "discriminator":
      return { propertyName: random.pick(fieldNames) };
    case "$defs":
      return { D: below() };
    default:
      return below();
  }
}

/** All schemas within a schema, itself first. */
export function schemasIn(schema: unknown): Draft[] {
  if (!isDraft(schema)) return [];
  const inMaps = ["properties", "definitions", "patternProperties", "$defs", "dependencies"].flatMap((key) =>
    isJson(schema[key]) ? Object.values(schema[key]) : [],
  );
  const inLists = ["anyOf", "oneOf", "allOf", "items", "prefixItems"].flatMap((key) =>
    Array.isArray(schema[key]) ? schema[key] : [],
  );
  const single = "not if then else contains propertyNames additionalProperties additionalItems items"
    .split(" ")
    .map((key) => schema[key]);
  return [schema, ...[...inMaps, ...inLists, ...single].flatMap(schemasIn)];
}

export const isDraft = (value: unknown): value is Draft => isJson(value);

/** The schema with one random change. */
export function changed(schema: Draft, drawing: Drawing): Draft {
  const { random } = drawing;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const copy = structuredClone(schema);
    changeAt(random.pick(schemasIn(copy)), drawing);
    if (!isDeepStrictEqual(copy, schema)) return copy;
  }
  return schema;
}

/** A typical edit of a schema: another limit, another type, an added or removed field. */
export function changeAt(place: Draft, drawing: Drawing): void {
  const { random } = drawing;
  const type = [place.type].flat().find((one) => one !== "null");
  const keywords = Object.keys(place).filter((key) => key !== "definitions" && key !== "$schema");
  const properties = isDraft(place.properties) ? place.properties : undefined;
  const required: unknown[] = Array.isArray(place.required) ? place.required : [];
  const deeds: (() => void)[] = [
    () => {
      const own = limits[String(type)] ?? [];
      const keyword = own.length > 0 ? random.pick(own) : "minLength";
      place[keyword] = drawKeyword(drawing, keyword, 1);
    },
    () => {
      for (const keyword of keywords.filter((key) => limits[String(type)]?.includes(key)))
        place[keyword] = drawKeyword(drawing, keyword, 1);
    },
    () => {
      delete place[random.pick(keywords.length > 0 ? keywords : ["type"])];
    },
    () => {
      place.type = random.chance(0.5) ? random.pick(types) : [random.pick(types), "null"];
    },
    () => {
      const { definitions, ...other } = drawSchema(drawing, 1);
      for (const key of keywords) delete place[key];
      Object.assign(place, other);
    },
    () => {
      if ("enum" in place || "const" in place) {
        delete place.const;
        place.enum = valuesOf(random, type);
      }
    },
    () => {
      if (Array.isArray(place.enum)) place.enum = [...place.enum].reverse();
      if (required.length > 1) place.required = [...required].reverse();
    },
    () => {
      if (!properties) return;
      const name = random.pick(fieldNames);
      if (name in properties) {
        delete properties[name];
        place.required = required.filter((one) => one !== name);
      } else {
        properties[name] = drawSchema(drawing, 1);
        if (random.chance(0.4)) place.required = [...required, name];
      }
    },
    () => {
      if (!properties || Object.keys(properties).length === 0) return;
      const name = random.pick(Object.keys(properties));
      place.required = required.includes(name) ? required.filter((one) => one !== name) : [...required, name];
    },
    () => {
      if (!properties || Object.keys(properties).length === 0) return;
      const name = random.pick(Object.keys(properties));
      const { [name]: moved, ...rest } = properties;
      place.properties = { ...rest, [random.pick(fieldNames)]: moved };
      place.required = required.filter((one) => one !== name);
    },
    () => {
      const keyword = random.pick(wildKeywords);
      if (random.chance(drawing.wild * 5)) place[keyword] = drawKeyword(drawing, keyword, 1);
    },
    () => {
      const wild = keywords.filter((key) => wildKeywords.includes(key));
      if (wild.length > 0) {
        const keyword = random.pick(wild);
        place[keyword] = drawKeyword(drawing, keyword, 1);
      }
    },
    () => {
      place.description = random.pick(["Other words.", "Whole euros."]);
    },
    () => {
      if (drawing.named.length === 0) return;
      for (const key of keywords) delete place[key];
      Object.assign(place, refTo(random, drawing.references, random.pick(drawing.named)));
    },
  ];
  random.pick(deeds)();
}

/** Two versions that differ in one keyword, for a search for one hole. */
export function drawPairAbout(random: Random, keyword: string): readonly [Draft, Draft] {
  const drawing = { random, references: "#/definitions/", named: [], wild: 0 };
  const owner = types.find((type) => limits[type]?.includes(keyword));
  const part: Draft = random.chance(0.5) ? drawSchema(drawing, 1) : { type: owner ?? random.pick(types) };
  if (owner !== undefined) part.type = owner;
  if (part.type === "array") part.items ??= { type: "integer" };
  if (part.type !== "object") delete part.required;
  part[keyword] = drawKeyword(drawing, keyword, 1);
  const within = random.chance(0.5);
  const whole: Draft = within ? { type: "object", properties: { a: part } } : part;
  const after = structuredClone(whole);
  const place = schemasIn(after)[within ? 1 : 0];
  if (place && random.chance(0.2)) delete place[keyword];
  else if (place) place[keyword] = drawKeyword(drawing, keyword, 1);
  return random.chance(0.5) ? [whole, after] : [after, whole];
}

/** Two versions of the schema of an event. */
export function drawPair(random: Random): readonly [Draft, Draft] {
  const wild = random.chance(0.4) ? 0.12 : 0;
  const named = random.chance(0.4) ? ["D", "E"] : [];
  const drawing = { random, references: "#/definitions/", named, wild };
  const flat = { ...drawing, named: [] };
  const before: Draft = {
    ...drawSchema(drawing, 2),
    ...(named.length > 0
      ? { definitions: { D: drawSchema(flat, 1), E: drawSchema({ ...flat, named: ["D"] }, 1) } }
      : {}),
  };
  if (random.chance(0.05)) {
    const { definitions } = before;
    return [before, { ...drawSchema(drawing, 2), ...(definitions ? { definitions } : {}) }];
  }
  let after = changed(before, drawing);
  while (random.chance(0.3)) after = changed(after, drawing);
  return [before, after];
}
