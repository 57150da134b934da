import { asList, isJson, type Json } from "../../generator/contracts.ts";
import { BadInput } from "./bad-input.ts";

/** A schema and its position: the file, the JSON pointer, and the part of a message that it describes. */
export interface Place {
  readonly schema: Json;
  readonly file: string;
  /** The whole file, which a `$ref` such as `#/…` is resolved against. */
  readonly root: Json;
  /** JSON pointer in the file: /properties/total. */
  readonly pointer: string;
  /** The part of the message: /total/amount, and /items/each/dishId for every item; empty for the whole. */
  readonly path: string;
}

/** The schema that is a whole file. */
export const wholeFile = ({ file, schema }: Pick<Place, "file" | "schema">): Place => ({
  schema,
  file,
  root: schema,
  pointer: "",
  path: "",
});

/** The schema in normal form: without `$ref`, an `allOf` of one, `const`, and limits without effect. */
export function flatten(place: Place): Place {
  const { $ref, allOf, ...own } = place.schema;
  const [only] = asList(allOf);
  if (typeof $ref === "string") return described(own, flatten(targetOf(place, $ref)));
  if (isJson(only))
    return described(own, flatten({ ...place, schema: only, pointer: `${place.pointer}/allOf/0` }));
  return { ...place, schema: withoutDefaults(withoutConst(own)) };
}

/** The schema of an object's field. */
export function fieldOf(place: Place, name: string): Place | undefined {
  const { properties } = place.schema;
  const schema = isJson(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!isJson(schema)) return undefined;
  return {
    ...place,
    schema,
    pointer: `${place.pointer}/properties/${escaped(name)}`,
    path: `${place.path}/${escaped(name)}`,
  };
}

/** The schema of an array's items. */
export function itemsOf(place: Place): Place | undefined {
  const { items } = place.schema;
  return isJson(items)
    ? { ...place, schema: items, pointer: `${place.pointer}/items`, path: `${place.path}/each` }
    : undefined;
}

export const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The target of a `$ref`. */
export function targetOf(place: Place, $ref: string): Place {
  const pointer = $ref.replace(/^#/, "");
  const found = $ref.startsWith("#/") ? pointedAt(place.root, pointer) : undefined;
  if (!isJson(found)) throw new BadInput(`${place.file}#${place.pointer}/$ref: ${$ref} is not in this file.`);
  return { ...place, schema: found, pointer };
}

/** The target of a JSON pointer; undefined if there is none. */
function pointedAt(root: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (found, name) => (isJson(found) && Object.hasOwn(found, name) ? found[name] : undefined),
      root,
    );
}

// Only annotations may stand next to a $ref; they describe its target, too.
function described(own: Json, target: Place): Place {
  const description = [own.description, target.schema.description]
    .filter((text) => typeof text === "string")
    .join(" ");
  return { ...target, schema: { ...target.schema, ...own, ...(description ? { description } : {}) } };
}

function withoutConst({ const: only, ...schema }: Json): Json {
  return only === undefined ? schema : { ...schema, enum: [only] };
}

/** Limits that every value satisfies. */
const defaults: Readonly<Record<string, unknown>> = {
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  uniqueItems: false,
  additionalProperties: true,
};

const withoutDefaults = (schema: Json): Json =>
  Object.fromEntries(
    Object.entries(schema).filter(([key, value]) => !(key in defaults && defaults[key] === value)),
  );

export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** JSON with sorted keys, so that equal values have equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJson(value)) return JSON.stringify(value) ?? "undefined";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
