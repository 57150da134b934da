import type { ErrorObject } from "ajv";
import type { Unsupported } from "../gate/schema/keywords.ts";

/** The problems of a file, one message each, with file and JSON pointer; `at` comes before each pointer. */
export const inFile = (file: string, problems: readonly Unsupported[], at = ""): string[] =>
  problems.map(([pointer, sentence]) => `${file}#${at}${pointer}: ${sentence}.`);

/** ajv's errors, one message per position: of several errors at one position, the first. */
export function sentencesOf(errors: readonly ErrorObject[] | null | undefined): readonly Unsupported[] {
  const first = new Map<string, string>();
  for (const { instancePath, ...error } of errors ?? [])
    if (!first.has(instancePath)) first.set(instancePath, sentenceOf(error));
  return [...first];
}

function sentenceOf({ keyword, params, message }: Omit<ErrorObject, "instancePath">): string {
  if (keyword === "enum" && Array.isArray(params.allowedValues)) {
    return `must be one of ${params.allowedValues.map((word) => JSON.stringify(word)).join(", ")}`;
  }
  if (keyword === "const") return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? `breaks the rule "${keyword}"`;
}
