import { asList, type Json } from "../../generator/contracts.ts";
import { formats, keywords, limiting, numbers, type Unsupported, unless, wrong } from "./keywords.ts";

/** One type, or one type and null; undefined for anything else. */
export function typesOf({ type }: Json): readonly unknown[] | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const real = types.filter((one) => one !== "null");
  if (real.length !== 1 || types.length > 2 || !limiting.has(real[0])) return undefined;
  return types;
}

export function wrongType({ type }: Json): string {
  const types = [...limiting.keys()].join(", ");
  return type === undefined
    ? `"type" is missing: use one of ${types}`
    : `${JSON.stringify(type)} is not supported: "type" is one of ${types}, or an array of one of them and "null"`;
}

export function wrongValues(
  schema: Json,
  types: readonly unknown[],
  pointer: string,
): readonly Unsupported[] {
  const own = "enum" in schema ? "enum" : "const";
  const beside = Object.keys(schema).filter((key) => keywords.has(key) && key !== "type" && key !== own);
  const values: readonly unknown[] = own === "const" ? [schema.const] : asList(schema.enum);
  const foreign = values.filter((value) => !types.some((type) => isOfType(value, type)));
  const texts = values.map((value) => JSON.stringify(value));
  return [
    ...beside.flatMap((key) => {
      const why = "the listed values alone restrict the field";
      return wrong(`${pointer}/${key}`, `"${key}" beside "${own}" is redundant: ${why}`);
    }),
    ...unless(values.length > 0, `${pointer}/enum`, "must list at least one value"),
    ...foreign.flatMap((value) => {
      const what = `${JSON.stringify(value)} is not a scalar of type ${types.join(" or ")}`;
      return wrong(`${pointer}/${own}`, `${what}: use a string, number, boolean or null`);
    }),
    ...unless(areUnique(texts), `${pointer}/${own}`, "lists a value twice: list it once"),
  ];
}

export const areUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

export function isOfType(value: unknown, type: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "number") return Number.isFinite(value);
  return (type === "string" || type === "boolean") && typeof value === type;
}

export function wrongLimits(
  schema: Json,
  types: readonly unknown[],
  pointer: string,
): readonly Unsupported[] {
  const type = types.find((one) => one !== "null");
  const isDescribed = type !== "array" || "items" in schema;
  return [
    ...unless(isDescribed, `${pointer}/items`, "is missing: describe the items of the array"),
    ...Object.keys(schema)
      .filter((key) => keywords.has(key) && key !== "type")
      .flatMap((key) => {
        if (!limiting.get(type)?.includes(key))
          return wrong(`${pointer}/${key}`, `"${key}" does not apply to type ${type}: remove it`);
        const flaw = wrongLimit(key, schema[key], type);
        return flaw === undefined ? [] : wrong(`${pointer}/${key}`, flaw);
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
  if (numbers.includes(key) && !isOfType(value, type))
    return `${JSON.stringify(value)} is not a ${type} that JavaScript can represent exactly`;
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
