import fc from "fast-check";

/** Texts that are known to break software. */
export const brokenTexts: readonly string[] = [
  "",
  " ",
  "null",
  "-0",
  "1e999",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "$where",
  "a.b",
  "../../etc/passwd",
  "%00",
  "\u0000",
  "\r\nX-Injected: yes",
  "\ud800",
  "half a pair \udc00 within",
  "\u202e",
  "'; DROP TABLE orders; --",
  "{{7*7}}",
  "ﬀ",
  "🍕".repeat(60),
  "a".repeat(5_000),
];

/** An unexpected text. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...brokenTexts),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ maxLength: 20 }),
  );

/** Unexpected JSON. */
export const hostileJson = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    hostileText(),
    fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { "": "" }),
    fc.constantFrom(0, -1, 0.5, 1e308, -1e308, 2 ** 53, Number.MAX_SAFE_INTEGER, 4_294_967_296),
    fc.constantFrom("NaN", "2026-02-30T00:00:00.000Z", "00000000-0000-0000-0000-000000000000", "1"),
    fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"status":"paid"}}'), {
      constructor: { prototype: {} },
    }),
    deep(),
    fc.jsonValue({ maxDepth: 3 }),
  );

/** A placeholder for deeply nested brackets; `textOf` expands it, because no serializer nests so deeply. */
const deep = (): fc.Arbitrary<string> =>
  fc.constantFrom(10, 1_000, 100_000).map((depth) => `${marker}${depth}`);

const marker = "brackets within brackets: ";

/** A placeholder for a number in a notation that no serializer produces: `-0`, `2.0`, `1e2`. */
export const written = (number: string): string => `${writing}${number}`;

const writing = "a number in an unusual notation: ";

/** Serializes JSON, and expands the placeholders. */
export function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  if (!text.includes(marker) && !text.includes(writing)) return text;
  return text
    .replaceAll(new RegExp(`"${writing}([-+.0-9eE]+)"`, "g"), (_, number) => number)
    .replaceAll(new RegExp(`"${marker}(\\d+)"`, "g"), (_, depth) => {
      const count = Number(depth);
      return "[".repeat(count) + "]".repeat(count);
    });
}
