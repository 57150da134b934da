// Generated from the schemas: run npm run generate instead of editing.

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

/** Says whether data fits the schema; `errors` holds the first violation until the next call. */
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
