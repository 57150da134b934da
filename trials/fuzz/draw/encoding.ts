import fc from "fast-check";
import { textOf } from "./hostile.ts";

/** How a value is encoded as bytes, correctly or not. */
export type Encoding =
  | {
      readonly as:
        | "json"
        | "byte-order-mark"
        | "utf-16"
        | "latin-1"
        | "twice"
        | "text"
        | "list"
        | "sloppy"
        | "nothing";
    }
  | { readonly as: "cut" | "cut-in-front"; readonly at: number }
  | { readonly as: "flipped"; readonly at: number; readonly to: number }
  /** Padded with blanks to the size limit plus `beyond` bytes. */
  | { readonly as: "padded"; readonly beyond: number }
  | { readonly as: "noise"; readonly bytes: Uint8Array };

/** Mostly valid JSON, so that errors inside are reached; otherwise anything else. */
export const anyEncoding = (): fc.Arbitrary<Encoding> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant({ as: "json" as const }) },
    {
      weight: 3,
      arbitrary: fc.record({
        as: fc.constantFrom(
          ...([
            "byte-order-mark",
            "utf-16",
            "latin-1",
            "twice",
            "text",
            "list",
            "sloppy",
            "nothing",
          ] as const),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        as: fc.constantFrom("cut" as const, "cut-in-front" as const),
        at: fc.nat(2_000),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ as: fc.constant("flipped" as const), at: fc.nat(2_000), to: fc.nat(255) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ as: fc.constant("noise" as const), bytes: fc.uint8Array({ maxLength: 40 }) }),
    },
  );

/** Use rarely: each body is as large as the limit. */
export const anyPadding = (): fc.Arbitrary<Encoding> =>
  fc.record({ as: fc.constant("padded" as const), beyond: fc.constantFrom(-1, 0, 1, 1_000) });

/** Encodes the value. `limit` is the maximum body size. */
export function bytesOf(value: unknown, encoding: Encoding, limit: number): Uint8Array {
  const text = textOf(value);
  const bytes = Buffer.from(text);
  switch (encoding.as) {
    case "json":
      return bytes;
    case "byte-order-mark":
      return Buffer.from(`\ufeff${text}`);
    case "utf-16":
      return Buffer.from(text, "utf16le");
    case "latin-1":
      return Buffer.from(text.replace('":"', '":"é'), "latin1");
    case "twice":
      return Buffer.from(text + text);
    case "text":
      return Buffer.from(JSON.stringify(text));
    case "list":
      return Buffer.from(`[${text}]`);
    case "sloppy":
      return Buffer.from(text.replace(/\}$/, ",}"));
    case "nothing":
      return new Uint8Array();
    case "cut":
      return bytes.subarray(0, encoding.at % (bytes.length + 1));
    case "cut-in-front":
      return bytes.subarray(encoding.at % (bytes.length + 1));
    case "flipped":
      return bytes.map((byte, at) => (at === encoding.at % bytes.length ? encoding.to : byte));
    case "padded":
      return Buffer.from(text.padStart(limit + encoding.beyond - (bytes.length - text.length), " "));
    case "noise":
      return encoding.bytes;
  }
}
