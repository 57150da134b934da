import type { Json } from "../../generator/contracts.ts";

/**
 * The closed vocabulary: the keywords, formats and shapes that the gate compares exactly, in events and in
 * HTTP APIs. The generator and the gate reject a schema with anything else, because a change that cannot be
 * compared must not pass unreported.
 */
/** An unsupported part of a file: its position, and a message with the remedy. */
export type Unsupported = readonly [pointer: string, sentence: string];

/** The problem at a position. */
export const wrong = (pointer: string, sentence: string): readonly Unsupported[] => [[pointer, sentence]];

/** The problem at a position, if there is one. */
export const unless = (isFine: boolean, pointer: string, sentence: string): readonly Unsupported[] =>
  isFine ? [] : wrong(pointer, sentence);

/** The supported formats: ajv validates all of them. */
export const formats = ["uuid", "date-time", "email", "uri"] as const;

/** Keywords that only people read; the gate ignores changes in them. */
export const annotations: ReadonlySet<string> = new Set(
  "title description $comment examples deprecated".split(" "),
);

/** What differs between a JSON Schema file and an OpenAPI document. */
export interface Dialect {
  readonly references: "#/definitions/" | "#/components/schemas/";
  /** The schemas that a `$ref` may point to, by name. */
  readonly named: Json;
  /** Keywords that are supported only in this kind of document. */
  readonly also: readonly string[];
}

export const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/** The keywords that limit values, by type. */
export const limiting: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["string", ["minLength", "maxLength", "pattern", "format"]],
  ["integer", numbers],
  ["number", numbers],
  ["boolean", []],
  ["array", ["items", "minItems", "maxItems", "uniqueItems"]],
  ["object", ["properties", "required", "additionalProperties", "minProperties", "maxProperties"]],
]);

export const keywords = new Set(["type", "enum", "const", "$ref", "allOf", ...[...limiting.values()].flat()]);

export const isName = (name: string) => /^[A-Za-z0-9_-]+$/.test(name) && !inherited(name);

// Every JavaScript object inherits these, so ajv finds a field that is absent.
export const inherited = (name: string) => name in {};
