import { fullFormats } from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { fieldOf, flatten, itemsOf, type Place } from "#contracts/gate/schema/flatten.ts";
import { isJson, type Json } from "#contracts/generator/contracts.ts";
import { brokenTexts, hostileJson, hostileText, written } from "./hostile.ts";

/**
 * Draws any value that a schema allows, with a preference for edge cases: bounds, unusual number notations, missing optional
 * fields, unknown fields, unusual texts and ids. Occasionally a value is just outside the schema; the judge decides.
 */
export function anyAllowed(place: Place): fc.Arbitrary<unknown> {
  const flat = flatten(place);
  const { type, enum: words } = flat.schema;
  if (Array.isArray(words)) return fc.constantFrom<unknown>(...words);
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number") return anyNumber(flat.schema);
  if (type === "array") return anyList(flat);
  return type === "object" ? anyObject(flat) : anyText(flat.schema);
}

function anyObject(flat: Place): fc.Arbitrary<Json> {
  const known = Object.keys(isJson(flat.schema.properties) ? flat.schema.properties : {});
  const fields = known.flatMap((name) => {
    const field = fieldOf(flat, name);
    return field ? [[name, anyAllowed(field)] as const] : [];
  });
  const { required } = flat.schema;
  const requiredKeys = known.filter((name) => Array.isArray(required) && required.includes(name));
  const own = fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  const more = fc.array(fc.tuple(hostileText(), hostileJson()), { minLength: 1, maxLength: 3 });
  return fc.tuple(own, often(fc.constant<[string, unknown][]>([]), more)).map(([whole, unknown]) =>
    unknown.reduce<Json>((found, [name, value]) => {
      // Also a field named __proto__, as JSON.parse creates it; never a field of the schema.
      return known.includes(name)
        ? found
        : Object.defineProperty(found, name, { value, enumerable: true, configurable: true });
    }, whole),
  );
}

function anyList(flat: Place): fc.Arbitrary<unknown[]> {
  const items = itemsOf(flat);
  const one = items ? anyAllowed(items) : hostileJson();
  const minLength = numberIn(flat.schema, "minItems", 0);
  const most = numberIn(flat.schema, "maxItems", 100);
  const few = fc.array(one, { minLength, maxLength: Math.max(minLength, Math.min(3, most)) });
  const atMost = fc.array(one, { minLength: most, maxLength: most, size: "max" });
  return fc.oneof({ weight: 15, arbitrary: few }, { weight: 1, arbitrary: atMost });
}

function anyNumber(schema: Json): fc.Arbitrary<unknown> {
  const [min, max] = [numberIn(schema, "minimum", -1e308), numberIn(schema, "maximum", 1e308)];
  const isIn = (number: number) => min <= number && number <= max;
  const edges = [min, max, min + 1, max - 1, 0, 1, -1, 2 ** 31, 2 ** 53, Number.MAX_SAFE_INTEGER].filter(
    isIn,
  );
  const writings = ["-0", "0.0", "2.0", "1e2", "1E+0", "100e-2", "1e308", "-1e308"].filter((text) =>
    isIn(Number(text)),
  );
  const safe = { min: Math.max(min, Number.MIN_SAFE_INTEGER), max: Math.min(max, Number.MAX_SAFE_INTEGER) };
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...edges) },
    { weight: 3, arbitrary: fc.integer(safe) },
    ...(writings.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...writings).map(written) }] : []),
  );
}

function anyText(schema: Json): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  const fits = fitting(schema);
  const shortest = numberIn(schema, "minLength", 0);
  const longest = numberIn(schema, "maxLength", 100);
  const known = [...brokenTexts, ...(typeof format === "string" ? (oddOnes[format] ?? []) : [])].filter(fits);
  const odd = known.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...known) }] : [];
  if (format === "uuid") return fc.oneof(...odd, { weight: 6, arbitrary: anyUuid().filter(fits) });
  if (format === "date-time") return fc.oneof(...odd, { weight: 3, arbitrary: anyInstant().filter(fits) });
  if (typeof format === "string" && odd.length > 0) return fc.oneof(...odd);
  if (typeof pattern === "string") {
    return fc.oneof(...odd, {
      weight: 3,
      arbitrary: fc.stringMatching(withoutLookahead(pattern)).filter(fits),
    });
  }
  const letters = fc.oneof(
    fc.string({ unit: "binary", maxLength: 1, minLength: 1 }),
    fc.constantFrom("a", "é", "🍕", "\u0000", "\ud800", "\udfff", "\u2028", "\u202e", "<", "\n"),
  );
  return fc.oneof(
    ...odd,
    {
      weight: 3,
      arbitrary: fc
        .string({ unit: letters, minLength: shortest, maxLength: Math.min(longest, 30) })
        .filter(fits),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("a", "é", "🍕", "\u0000", "\ud800")
        .map((one) => one.repeat(longest))
        .filter(fits),
    },
  );
}

/** fast-check does not support lookahead, so it is removed here, and the drawn texts are filtered. */
const withoutLookahead = (pattern: string): RegExp =>
  new RegExp(pattern.replaceAll(/\(\?[!=][^)]*\)/g, ""), "u");

/** Whether a text fits the schema, by ajv's rules. */
function fitting(schema: Json): (text: string) => boolean {
  const { format, pattern } = schema;
  const [shortest, longest] = [numberIn(schema, "minLength", 0), numberIn(schema, "maxLength", 1e6)];
  const matches = typeof pattern === "string" ? new RegExp(pattern, "u") : /(?:)/u;
  const isOf = typeof format === "string" ? isOfFormat(format) : () => true;
  return (text) => {
    const { length } = [...text];
    return shortest <= length && length <= longest && matches.test(text) && isOf(text);
  };
}

function isOfFormat(name: string): (text: string) => boolean {
  const format: unknown = Object(fullFormats)[name];
  const validate: unknown = isJson(format) ? format.validate : format;
  if (validate instanceof RegExp) return (text) => validate.test(text);
  return typeof validate === "function" ? (text) => validate(text) === true : () => true;
}

const anyUuid = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.uuid().map((id) => id.toUpperCase()) },
    { weight: 1, arbitrary: fc.stringMatching(/^[0-9a-fA-F]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/) },
  );

const anyInstant = (): fc.Arbitrary<string> => {
  const [min, max] = [new Date("2000-01-01T00:00:00.000Z"), new Date("2099-12-31T23:59:59.999Z")];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
};

/** Edge cases of each format. Those that the schema does not allow are filtered out. */
const oddOnes: Readonly<Record<string, readonly string[]>> = {
  uuid: [
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "urn:uuid:c56a4180-65aa-42ec-a945-5fd21dec0538",
    "C56A4180-65AA-42EC-A945-5FD21DEC0538",
    "c56a4180-65aa-92ec-a945-5fd21dec0538",
    "c56a4180-65aa-42ec-0000-000000000000",
  ],
  "date-time": [
    "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:60.000Z",
    "2026-01-02T18:00:00+05",
    "2026-01-02T18:00:00.000+23:59",
    "2026-01-02t18:00:00.123456789z",
    "2026-01-02 18:00:00Z",
    "0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "2000-01-01T00:00:00.000Z",
    "2099-12-31T23:59:59.999Z",
    "2028-02-29T00:00:00.000Z",
  ],
  email: [
    "a@b.co",
    "o'brien+tag@example.co.uk",
    "UPPER.lower@EXAMPLE.COM",
    "!#$%&'*+/=?^_`{|}~-@example.com",
    `${"l".repeat(64)}@${"d".repeat(63)}.example.com`,
    `a@${"d".repeat(60)}.${"d".repeat(60)}.${"d".repeat(60)}.${"d".repeat(60)}.com`,
  ],
  uri: ["https://example.com/", "urn:a:b", "data:,", "javascript:alert(1)", "http://[::1]:1/%00?#", "x:"],
};

const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: odd });

function numberIn(schema: Json, keyword: string, otherwise: number): number {
  const found = schema[keyword];
  return typeof found === "number" ? found : otherwise;
}
