import type { EventSchema } from "../../gate/release/snapshot.ts";
import { fieldOf, flatten, itemsOf, type Place, wholeFile } from "../../gate/schema/flatten.ts";
import { isJson } from "../../generator/contracts.ts";

/** How an event's messages can differ, and which differences no message shows. */
export function notShownBy(
  messages: readonly { readonly type: string; readonly data: unknown }[],
  { type, file, schema }: EventSchema,
): readonly string[] {
  const whole = wholeFile({ file, schema });
  const ours = messages.filter((message) => message.type === type);
  const seen = new Set(ours.flatMap(({ data }) => featuresIn(whole, data)));
  return featuresOf(whole)
    .filter((feature) => !seen.has(feature))
    .map((feature) => `${type}: ${feature}`);
}

/**
 * How messages of a schema can differ: each optional field present or absent, each value of each list.
 */
export function featuresOf(place: Place, required = true): readonly string[] {
  const flat = flatten(place);
  const presence = required ? [] : [`${flat.path} present`, `${flat.path} absent`];
  return [...presence, ...wordsOf(flat).map((word) => `${flat.path} = ${word}`), ...inside(flat)];
}

/** The differences that one message shows. */
export function featuresIn(place: Place, value: unknown, required = true): readonly string[] {
  const flat = flatten(place);
  if (value === undefined) return required ? [] : [`${flat.path} absent`];
  const presence = required ? [] : [`${flat.path} present`];
  const words = wordsOf(flat).filter((word) => word === JSON.stringify(value));
  return [...presence, ...words.map((word) => `${flat.path} = ${word}`), ...insideOf(flat, value)];
}

function wordsOf({ schema }: Place): readonly string[] {
  if (schema.type === "boolean") return ["true", "false"];
  return Array.isArray(schema.enum) ? schema.enum.map((word) => JSON.stringify(word)) : [];
}

function inside(flat: Place): readonly string[] {
  const items = itemsOf(flat);
  return [
    ...namesIn(flat).flatMap((name) => {
      const field = fieldOf(flat, name);
      return field ? featuresOf(field, requires(flat, name)) : [];
    }),
    ...(items ? featuresOf(items) : []),
  ];
}

function insideOf(flat: Place, value: unknown): readonly string[] {
  const items = itemsOf(flat);
  if (Array.isArray(value)) return items ? value.flatMap((one) => featuresIn(items, one)) : [];
  if (!isJson(value)) return [];
  return namesIn(flat).flatMap((name) => {
    const field = fieldOf(flat, name);
    return field ? featuresIn(field, value[name], requires(flat, name)) : [];
  });
}

const namesIn = ({ schema }: Place) => Object.keys(isJson(schema.properties) ? schema.properties : {});
const requires = ({ schema }: Place, name: string) =>
  Array.isArray(schema.required) && schema.required.includes(name);
