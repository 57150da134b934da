import fc from "fast-check";
import { textOf } from "./hostile.ts";

/** How a value becomes bytes, or fails to. */
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
  /** With blanks before it: so many bytes more than the limit, or fewer. */
  | { readonly as: "padded"; readonly beyond: number }
  | { readonly as: "noise"; readonly bytes: Uint8Array };

/** Mostly JSON as it should be, so that what is wrong inside is found; else anything that is not. */
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

/** Seldom, since each is as large as the limit. */
export const anyPadding = (): fc.Arbitrary<Encoding> =>
  fc.record({ as: fc.constant("padded" as const), beyond: fc.constantFrom(-1, 0, 1, 1_000) });

/** The value as bytes. `limit` is the largest body that is read. */
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
