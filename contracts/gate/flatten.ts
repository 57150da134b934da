import { isJson, type Json } from "../generator/contracts.ts";
import { BadInput } from "./bad-input.ts";

/** A schema, and where it is: in which file, under which pointer, and which part of a message it is about. */
export interface Place {
  readonly schema: Json;
  readonly file: string;
  /** What `#/…` in a `$ref` starts from: the whole file. */
  readonly root: Json;
  /** JSON pointer in the file: /properties/total. */
  readonly pointer: string;
  /** The part of the message: /total/amount, and /items/each/dishId for every item; empty for the whole. */
  readonly path: string;
}

/** A whole file as a schema. */
export const wholeFile = (file: string, schema: Json): Place => ({
  schema,
  file,
  root: schema,
  pointer: "",
  path: "",
});

/** The schema without what is only a way to write it: `$ref`, `allOf` of such, `const`, `nullable`, "or null". */
export function flatten(place: Place): Place {
  const { $ref, allOf, ...own } = place.schema;
  const parts = [
    ...(typeof $ref === "string" ? [targetOf(place, $ref)] : []),
    ...(Array.isArray(allOf)
      ? allOf
          .filter(isJson)
          .map((schema, at) => ({ ...place, schema, pointer: `${place.pointer}/allOf/${at}` }))
      : []),
  ].map(flatten);
  const schema = parts.reduce((whole, part) => merged(whole, part.schema), own);
  const [only] = parts;
  const pointer = parts.length === 1 && only ? only.pointer : place.pointer;
  return orNull({ ...place, pointer, schema: withoutConst(schema) });
}

/** The field of an object, as a place of its own. */
export function fieldOf(place: Place, name: string): Place | undefined {
  const schema = isJson(place.schema.properties) ? place.schema.properties[name] : undefined;
  if (!isJson(schema)) return undefined;
  return {
    ...place,
    schema,
    pointer: `${place.pointer}/properties/${escaped(name)}`,
    path: `${place.path}/${escaped(name)}`,
  };
}

/** What a list holds. */
export function itemsOf(place: Place): Place | undefined {
  const { items } = place.schema;
  return isJson(items)
    ? { ...place, schema: items, pointer: `${place.pointer}/items`, path: `${place.path}/each` }
    : undefined;
}

export const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

function targetOf(place: Place, $ref: string): Place {
  const pointer = $ref.replace(/^#/, "");
  const found = $ref.startsWith("#/") ? pointedAt(place.root, pointer) : undefined;
  if (!isJson(found))
    throw new BadInput(`${place.file}#${place.pointer}/$ref: ${$ref} leads nowhere in this file.`);
  return { ...place, schema: found, pointer };
}

/** What a JSON pointer leads to; undefined where that is nothing. */
export function pointedAt(root: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((found, name) => (isJson(found) ? found[name] : undefined), root);
}

// A schema beside a $ref adds to it; where both say something, both hold, and what cannot be merged is kept as it is.
function merged(one: Json, other: Json): Json {
  const both = Object.keys(one).filter((key) => key in other && !same(one[key], other[key]));
  const left = both.filter((key) => key !== "description" && key !== "title");
  const description = [one.description, other.description]
    .filter((text) => typeof text === "string")
    .join(" ");
  const whole = { ...other, ...one, ...(description ? { description } : {}) };
  return left.length > 0 ? { ...one, allOf: [...(Array.isArray(one.allOf) ? one.allOf : []), other] } : whole;
}

function withoutConst({ const: only, ...schema }: Json): Json {
  return only === undefined ? schema : { ...schema, enum: [only] };
}

function orNull(place: Place): Place {
  const { nullable, anyOf, oneOf, ...rest } = place.schema;
  const choices = anyOf ?? oneOf;
  if (nullable === true && typeof rest.type === "string")
    return { ...place, schema: { ...rest, type: [rest.type, "null"] } };
  if (!Array.isArray(choices) || choices.length !== 2) return place;
  const other = choices.filter((one) => !(isJson(one) && one.type === "null"));
  if (other.length !== 1 || !isJson(other[0])) return place;
  const flat = flatten({ ...place, schema: { ...rest, allOf: [other[0]] } });
  return { ...flat, schema: { ...flat.schema, type: [flat.schema.type, "null"].flat() } };
}

export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** JSON with its keys in order, so that what says the same is the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJson(value)) return JSON.stringify(value) ?? "undefined";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
