import { isJson, type Json } from "../../generator/contracts.ts";
import { schemasIn } from "./draw-schema.ts";
import type { Random } from "./random.ts";

/** The values that messages are made of: every value that two schemas name, and its nearest neighbors. */
interface Pool {
  readonly numbers: readonly number[];
  readonly sizes: readonly number[];
  readonly values: readonly unknown[];
  readonly names: readonly string[];
}

const texts = [
  ..."|a|aa|aaa|aaaa|aaaaa|ab|b|bb|cb|1|12|123|x1|é|😀|😀😀".split("|"),
  "c56a4180-65aa-42ec-a945-5fd21dec0538",
  "2026-01-02T18:20:00.000Z",
  "ada@example.com",
  "https://example.com/a",
];

export function poolOf(schemas: readonly Json[]): Pool {
  const all = schemas.flatMap(schemasIn);
  const found = all.flatMap((one) => Object.values(one)).filter((one) => typeof one === "number");
  const sizes = found.filter((one) => Number.isInteger(one) && one >= 0 && one < 10);
  const fixed = all.flatMap(({ const: only, enum: words, default: assumed }) => [
    ...(only === undefined ? [] : [only]),
    ...(assumed === undefined ? [] : [assumed]),
    ...(Array.isArray(words) ? words : []),
  ]);
  return {
    numbers: [...found.flatMap((one) => [one - 1, one - 0.5, one, one + 0.5, one + 1]), 0, 1, 2, 7, 1.5],
    sizes: [...sizes.flatMap((one) => [one - 1, one, one + 1]), 0, 1, 2, 3].filter((one) => one >= 0),
    values: [...fixed, null, true, false, ...texts],
    names: [
      ...new Set([
        ...all.flatMap(({ properties, dependencies }) => [
          ...Object.keys(isJson(properties) ? properties : {}),
          ...Object.keys(isJson(dependencies) ? dependencies : {}),
        ]),
        ..."a b x1 aa".split(" "),
      ]),
    ],
  };
}

/** A value that may be valid; a validator decides. */
export function valueFor(random: Random, schema: unknown, root: Json, pool: Pool, depth = 0): unknown {
  if (depth > 6 || random.chance(0.06)) return anything(random, pool, depth);
  if (!isJson(schema)) return anything(random, pool, depth);
  const target = followed(schema, root);
  if (target !== schema) return valueFor(random, target, root, pool, depth + 1);
  if (Array.isArray(schema.enum) && schema.enum.length > 0 && random.chance(0.9))
    return random.pick(schema.enum);
  if ("const" in schema && random.chance(0.9)) return schema.const;
  const branches = ["anyOf", "oneOf", "allOf", "then", "else", "if"].flatMap((key): unknown[] =>
    [schema[key] ?? []].flat(),
  );
  const branch =
    branches.length > 0 && random.chance(0.6)
      ? valueFor(random, random.pick(branches), root, pool, depth + 1)
      : undefined;
  const type = typeOf(random, schema);
  if (branch !== undefined && !(type === "object" && isJson(branch))) return branch;
  switch (type) {
    case "object":
      return { ...objectFor(random, schema, root, pool, depth), ...(isJson(branch) ? branch : {}) };
    case "array":
      return listFor(random, schema, root, pool, depth);
    case "string":
      return random.chance(0.4) ? "a".repeat(random.pick(pool.sizes)) : random.pick(texts);
    case "integer":
      return Math.floor(random.pick(pool.numbers));
    case "number":
      return random.pick(pool.numbers);
    case "boolean":
      return random.chance(0.5);
    default:
      return null;
  }
}

function typeOf(random: Random, schema: Json): unknown {
  const types: readonly unknown[] = [schema.type ?? []].flat();
  if (types.length > 0) return random.pick(types);
  if ("properties" in schema || "required" in schema) return "object";
  if ("items" in schema) return "array";
  return random.pick(["object", "array", "string", "integer", "number", "boolean", "null"]);
}

function objectFor(random: Random, schema: Json, root: Json, pool: Pool, depth: number): Json {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const listed = Object.keys(properties);
  const names = listed.length > 0 && random.chance(0.9) ? listed : [...new Set([...listed, ...pool.names])];
  const likely = random.pick([0.2, 0.5, 0.9]);
  return Object.fromEntries(
    names
      .filter((name) => random.chance(required.includes(name) ? 0.97 : likely))
      .map((name) => [name, valueFor(random, properties[name], root, pool, depth + 1)]),
  );
}

function listFor(random: Random, { items }: Json, root: Json, pool: Pool, depth: number): unknown[] {
  const size = Math.min(random.pick(pool.sizes), 6);
  const one = (at: number) =>
    valueFor(random, Array.isArray(items) ? items[at] : items, root, pool, depth + 1);
  const list = Array.from({ length: size }, (_, at) => one(at));
  return random.chance(0.15) ? list.map(() => list[0]) : list;
}

function anything(random: Random, pool: Pool, depth: number): unknown {
  if (depth < 5 && random.chance(0.1)) return { [random.pick(pool.names)]: random.pick(pool.values) };
  if (depth < 5 && random.chance(0.1)) return [random.pick(pool.numbers), random.pick(pool.values)];
  return random.chance(0.4) ? random.pick(pool.numbers) : random.pick(pool.values);
}

function followed(schema: Json, root: Json): unknown {
  const { $ref } = schema;
  if (typeof $ref !== "string") return schema;
  return $ref
    .split("/")
    .slice(1)
    .reduce<unknown>((found, name) => (isJson(found) ? found[name] : undefined), root);
}

/**
 * Whether a message has listed fields only: producers write no others. An object without listed fields may
 * hold anything.
 */
export function isListed(value: unknown, schema: unknown, root: Json): boolean {
  if (!isJson(schema)) return true;
  const all = withBranches(schema, root);
  if (Array.isArray(value))
    return all.every(({ items }) =>
      value.every((one, at) => isListed(one, Array.isArray(items) ? items[at] : items, root)),
    );
  if (!isJson(value)) return true;
  const names = new Set(all.flatMap(({ properties }) => Object.keys(isJson(properties) ? properties : {})));
  const isFree = names.size === 0;
  return Object.entries(value).every(
    ([name, one]) =>
      (isFree || names.has(name)) &&
      all.every(({ properties }) => isListed(one, isJson(properties) ? properties[name] : undefined, root)),
  );
}

function withBranches(schema: Json, root: Json, depth = 0): readonly Json[] {
  const target = followed(schema, root);
  if (!isJson(target) || depth > 6) return [];
  const branches = ["anyOf", "oneOf", "allOf", "then", "else", "if"].flatMap((key): unknown[] =>
    [target[key] ?? []].flat(),
  );
  return [target, ...branches.filter(isJson).flatMap((one) => withBranches(one, root, depth + 1))];
}
