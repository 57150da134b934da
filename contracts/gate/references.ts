import { isJson, type Json } from "../generator/contracts.ts";
import { escaped, pointedAt } from "./flatten.ts";

/** What is wrong with the `$ref`s of a file: a JSON pointer, and a sentence. A value without end cannot be compared, nor published. */
export function wrongReferences(whole: Json): readonly (readonly [pointer: string, sentence: string])[] {
  return refsIn(whole, "").flatMap(([pointer, ref]) => {
    const wrong = !isJson(targetOf(whole, ref))
      ? `${ref} leads nowhere in this file`
      : leadsBack(whole, ref)
        ? `${ref} leads back to itself: a message must have an end`
        : undefined;
    return wrong === undefined ? [] : [[`${pointer}/$ref`, wrong]];
  });
}

function refsIn(value: unknown, pointer: string): readonly (readonly [pointer: string, ref: string])[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => refsIn(one, `${pointer}/${at}`));
  if (!isJson(value)) return [];
  if (typeof value.$ref === "string") return [[pointer, value.$ref]];
  return Object.entries(value).flatMap(([key, one]) => refsIn(one, `${pointer}/${escaped(key)}`));
}

const targetOf = (whole: Json, ref: string) =>
  ref.startsWith("#/") ? pointedAt(whole, ref.slice(1)) : undefined;

function leadsBack(whole: Json, first: string): boolean {
  const reached = new Set<string>();
  const follow = (ref: string): void => {
    for (const [, next] of refsIn(targetOf(whole, ref), "")) {
      if (reached.has(next)) continue;
      reached.add(next);
      follow(next);
    }
  };
  follow(first);
  return reached.has(first);
}
