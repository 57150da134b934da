import fc from "fast-check";
import { fieldOf, flatten, itemsOf, type Place } from "#contracts/gate/schema/flatten.ts";
import { isJson } from "#contracts/generator/contracts.ts";

/** Generates any value that a schema allows: short lists and texts, but every limit is reachable. */
export function anyOf(place: Place): fc.Arbitrary<unknown> {
  const flat = flatten(place);
  const { type, enum: words } = flat.schema;
  if (Array.isArray(words)) return fc.constantFrom(...words);
  if (type === "boolean") return fc.boolean();
  if (type === "integer")
    return fc.integer({ min: numberIn(flat, "minimum", -1000), max: numberIn(flat, "maximum", 10_000) });
  if (type === "array") return anyList(flat);
  return type === "object" ? anyObject(flat) : anyText(flat);
}

function anyObject(flat: Place): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(isJson(flat.schema.properties) ? flat.schema.properties : {});
  const fields = names.flatMap((name) => {
    const field = fieldOf(flat, name);
    return field ? [[name, anyOf(field)] as const] : [];
  });
  const { required } = flat.schema;
  const requiredKeys = names.filter((name) => Array.isArray(required) && required.includes(name));
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

function anyList(flat: Place): fc.Arbitrary<unknown[]> {
  const items = itemsOf(flat);
  const minLength = numberIn(flat, "minItems", 0);
  const maxLength = Math.max(minLength, Math.min(4, numberIn(flat, "maxItems", 4)));
  return fc.array(items ? anyOf(items) : fc.jsonValue(), { minLength, maxLength });
}

function anyText(flat: Place): fc.Arbitrary<string> {
  const { format, pattern } = flat.schema;
  if (format === "uuid") return fc.uuid();
  if (format === "email") return fc.stringMatching(/^[a-z]{1,20}$/).map((name) => `${name}@example.com`);
  if (format === "date-time") return anyInstant();
  const minLength = numberIn(flat, "minLength", 0);
  const longest = numberIn(flat, "maxLength", 100);
  if (typeof pattern === "string") {
    return fc
      .stringMatching(new RegExp(pattern, "u"))
      .filter((text) => text.length >= minLength && text.length <= longest);
  }
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(longest, 30), unit: "binary" }),
    fc.string({ minLength: longest, maxLength: longest, unit: fc.constantFrom("a", "é", "🍕") }),
  );
}

function anyInstant(): fc.Arbitrary<string> {
  const [min, max] = [new Date("2020-01-01T00:00:00.000Z"), new Date("2099-12-31T23:59:59.999Z")];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
}

function numberIn({ schema }: Place, keyword: string, otherwise: number): number {
  const found = schema[keyword];
  return typeof found === "number" ? found : otherwise;
}
