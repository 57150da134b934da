import { escaped } from "../gate/schema/flatten.ts";
import type { Unsupported } from "../gate/schema/keywords.ts";
import { draft07, subjectKeyword } from "../gate/schema/vocabulary.ts";
import { asList, asObject, isJson, type Json } from "./contracts.ts";

/** Our own rules for schemas, stricter than JSON Schema: described, bounded, tolerant, with examples. */
export function rulesBrokenBy(schema: Json): Unsupported[] {
  return [
    ...rootRules(schema),
    ...exampleRules(schema),
    ...fieldsOf(schema, "").flatMap(([pointer, field]) => fieldRules(field, pointer, schema)),
  ];
}

function rootRules(schema: Json): Unsupported[] {
  const broken: Unsupported[] = [];
  if (schema.$schema !== draft07) {
    broken.push(["/$schema", `must be "${draft07}"`]);
  }
  if (schema.type !== "object") broken.push(["/type", 'an event\'s data must be of type "object"']);
  if (!isText(schema.title)) broken.push(["/title", "is missing"]);
  return broken;
}

/** An event's schema names the field that becomes the envelope's subject. */
export function subjectRules(schema: Json): Unsupported[] {
  const name = schema[subjectKeyword];
  const field = isJson(schema.properties) && typeof name === "string" ? schema.properties[name] : undefined;
  const required = asList(schema.required);
  if (isJson(field) && field.type === "string" && required.includes(name)) return [];
  return [[`/${subjectKeyword}`, "must name a required string field, the subject of the event's envelope"]];
}

// Tests and documents start from the examples, so these cover each optional field, present and absent.
function exampleRules({ examples, properties, required }: Json): Unsupported[] {
  const all = asList(examples).filter(isJson);
  if (all.length < 2) return [["/examples", "is too short: add at least two examples"]];
  const needed = asList(required);
  return Object.keys(asObject(properties))
    .filter((name) => !needed.includes(name))
    .filter((name) => all.every((one) => name in one) || all.every((one) => !(name in one)))
    .map((name) => ["/examples", `optional ${name} must be present in one example and absent in another`]);
}

// Every schema within the schema, with its pointer.
function fieldsOf(schema: Json, pointer: string): [string, Json][] {
  const inside = ["properties", "definitions"].flatMap((group) =>
    Object.entries(asObject(schema[group])).map(([name, field]): [string, unknown] => [
      `${pointer}/${group}/${escaped(name)}`,
      field,
    ]),
  );
  const all = [...inside, [`${pointer}/items`, schema.items] as const];
  return [
    [pointer, schema],
    ...all.flatMap(([where, field]) => (isJson(field) ? fieldsOf(field, where) : [])),
  ];
}

// The keywords that bound each type: the size of an event is limited.
const bounds = new Map<unknown, readonly string[]>([
  ["string", ["maxLength"]],
  ["array", ["maxItems", "items"]],
  ["integer", ["minimum", "maximum"]],
  ["object", []],
  ["boolean", []],
]);

function fieldRules(field: Json, pointer: string, root: Json): Unsupported[] {
  const { type } = field;
  const broken: Unsupported[] = [];
  if ("additionalProperties" in field) {
    const sentence = "remove it: consumers are tolerant readers and accept unlisted fields";
    broken.push(["/additionalProperties", sentence]);
  }

  if (!isText(field.description)) broken.push(["/description", "is missing"]);
  if (!bounds.has(type) && !refersTo(field, root)) {
    broken.push([
      "/type",
      `must be one of ${[...bounds.keys()].join(", ")}, or allOf one $ref to #/definitions/…`,
    ]);
  }
  if (!("enum" in field) && !("const" in field)) {
    const missing = bounds.get(type)?.filter((bound) => !(bound in field)) ?? [];
    for (const bound of missing) broken.push([`/${bound}`, `is missing: every ${type} is bounded`]);
  }
  return broken.map(([keyword, sentence]) => [pointer + keyword, sentence]);
}

function refersTo({ allOf }: Json, { definitions }: Json): boolean {
  if (!Array.isArray(allOf) || allOf.length !== 1 || !isJson(allOf[0]) || !isJson(definitions)) return false;
  return Object.keys(definitions).some((name) => allOf[0].$ref === `#/definitions/${name}`);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
