import standalone from "ajv/dist/standalone/index.js";
import { withoutAnnotations } from "../gate/schema/annotations.ts";
import { createAjv } from "../gate/schema/create-ajv.ts";
import { subjectKeyword } from "../gate/schema/vocabulary.ts";
import { asObject, type Contracts, type Json, type SchemaFile, schemaOf } from "./contracts.ts";
import { interfaceName } from "./types.ts";

/** generated/validators.js: ajv's standalone code, for Node and browsers; nothing is compiled at run time. */
export function renderValidators({ events, envelope }: Contracts): string {
  const ajv = createAjv({ strict: true, code: { source: true, esm: true, lines: true } });
  for (const event of events) ajv.addSchema(unannotated(event), event.type);
  ajv.addSchema(unannotated(envelope), "envelope");

  const names = Object.fromEntries(events.map(({ type }) => [interfaceName(type), type]));
  const code = standalone.default(ajv, { ...names, Envelope: "envelope" });
  const used = runtimeNames.filter((name) => code.includes(requiredAs(name)));
  return `// Generated from the schemas: run npm run generate instead of editing.

${used.map((name) => `import * as ${name}Module from "ajv/dist/runtime/${name}.js";`).join("\n")}
import { fullFormats } from "ajv-formats/dist/formats.js";

// Node sees CommonJS's exports as the default; a bundler may have unwrapped them.
${used.map((name) => `const ${name} = ${name}Module.default.default ?? ${name}Module.default;`).join("\n")}

export const validators = {
  __proto__: null,
${events.map(({ type }) => `  "${type}": validate${interfaceName(type)},`).join("\n")}
};

${asModule(code)}`;
}

/**
 * What ajv's code may need at run time: equal compares items that must be unique, ucs2length counts
 * characters.
 */
const runtimeNames = ["equal", "ucs2length"] as const;

const requiredAs = (name: string): string => `require("ajv/dist/runtime/${name}").default`;

/** generated/validators.d.ts */
export function renderDeclarations(): string {
  return `// Generated from the schemas: run npm run generate instead of editing.

import type { EnvelopeAttributes, Events, EventType } from "./events.ts";

/** What the schema forbids, as ajv says it. */
export interface Violation {
  /** JSON pointer to the value: /total/amount */
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** Says whether data fits the schema; \`errors\` holds the first violation until the next call. */
export interface Validate<T = unknown> {
  (data: unknown): data is T;
  errors?: readonly Violation[] | null;
}

type Known = { readonly [T in EventType]: Validate<Events[T]> };

interface Validators extends Known {
  readonly [type: string]: Validate | undefined;
}

/** The validator of each event's data, by its type; undefined for a type that has no schema. */
export const validators: Validators;

/** The validator of the envelope; its data is an object of which it knows no more. */
export const validateEnvelope: Validate<EnvelopeAttributes & { data: object }>;
`;
}

// ajv numbers its functions and requires its runtime: name the functions after the events, and import
// instead.
function asModule(code: string): string {
  const numbered = [...code.matchAll(/^export const (\w+) = (validate\d+);$/gm)];
  let text = code.replace(/^"use strict";\n/, "").replace(/^export const \w+ = validate\d+;\n/gm, "");
  for (const [, name, number] of numbered) {
    text = text.replace(new RegExp(`\\b${number}\\b`, "g"), `validate${name}`);
  }
  for (const name of runtimeNames) {
    text = text.replaceAll(requiredAs(name), name);
  }
  text = text
    .replaceAll('require("ajv-formats/dist/formats").fullFormats', "fullFormats")
    .replace(/^function validateEnvelope\(/m, "export function validateEnvelope(");
  const unknown = text.match(/\brequire\("[^"]*"\)/)?.[0];
  if (unknown) throw new Error(`ajv wants ${unknown}: import it in contracts/generator/validators.ts`);
  return withoutUnused(text);
}

// ajv keeps every schema beside its code; most are not needed.
function withoutUnused(text: string): string {
  return text.replace(/^const (schema\d+) = .*;\n/gm, (line, name: string) =>
    occurrences(text, name) > 1 ? line : "",
  );
}

function occurrences(text: string, name: string): number {
  return text.split(new RegExp(`\\b${name}\\b`)).length - 1;
}

const unannotated = (file: SchemaFile): Json => asObject(withoutAnnotations(schemaOf(file), ignored));

const ignored = new Set([subjectKeyword, "$schema", "title", "description", "examples"]);
