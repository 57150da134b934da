import { isJson, type Json } from "./contracts.ts";
import { formats } from "./problems.ts";

/** A JSON pointer into the schema, and what is wrong there. */
export type Broken = readonly [pointer: string, sentence: string];

/** Our own rules for schemas, beyond what JSON Schema asks: described, bounded, tolerant, with examples. */
export function rulesBrokenBy(schema: Json): Broken[] {
  return [
    ...rootRules(schema),
    ...exampleRules(schema),
    ...fieldsOf(schema, "").flatMap(([pointer, field]) => fieldRules(field, pointer, schema)),
  ];
}

const keywords = new Set(
  `$schema title description type required properties items definitions examples allOf $ref
   enum const format pattern minLength maxLength minItems maxItems minimum maximum`.split(/\s+/),
);

function rootRules(schema: Json): Broken[] {
  const broken: Broken[] = [];
  if (schema.$schema !== "http://json-schema.org/draft-07/schema#") {
    broken.push(["/$schema", 'must be "http://json-schema.org/draft-07/schema#"']);
  }
  if (schema.type !== "object") broken.push(["/type", 'an event\'s data must be of type "object"']);
  if (!isText(schema.title)) broken.push(["/title", "is missing"]);
  return broken;
}

// Samples are what tests, documents and contract checks start from: with and without each optional field.
function exampleRules({ examples, properties, required }: Json): Broken[] {
  const all = Array.isArray(examples) ? examples.filter(isJson) : [];
  if (all.length < 2) return [["/examples", "a schema has two examples or more"]];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.keys(isJson(properties) ? properties : {})
    .filter((name) => !needed.includes(name))
    .filter((name) => all.every((one) => name in one) || all.every((one) => !(name in one)))
    .map((name) => ["/examples", `optional ${name} must be present in one example and absent in another`]);
}

// Every schema within the schema, with its pointer.
function fieldsOf(schema: Json, pointer: string): [string, Json][] {
  const inside = ["properties", "definitions"].flatMap((group) =>
    Object.entries(isJson(schema[group]) ? schema[group] : {}).map(([name, field]): [string, unknown] => [
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

function fieldRules(field: Json, pointer: string, root: Json): Broken[] {
  const { type, format } = field;
  const fixed = "enum" in field || "const" in field;
  const rules: [boolean, string, string][] = [
    [!isText(field.description), "/description", "is missing"],
    [
      format !== undefined && !formats.some((one) => one === format),
      "/format",
      `${format} is not one of ${formats.join(", ")}`,
    ],
    [
      type === undefined && !refersTo(field, root),
      "/type",
      'is missing; only allOf: [{ "$ref": "#/definitions/…" }] may stand instead',
    ],
    [type === "number", "/type", "must be integer: a fraction is rounded somewhere"],
    [
      type === "string" && !fixed && !("maxLength" in field),
      "/maxLength",
      "is missing: an event must not grow without limit",
    ],
    [
      type === "array" && !("maxItems" in field),
      "/maxItems",
      "is missing: an event must not grow without limit",
    ],
    [type === "integer" && !fixed && !("minimum" in field), "/minimum", "is missing"],
    [type === "integer" && !fixed && !("maximum" in field), "/maximum", "is missing"],
  ];
  return [
    ...Object.keys(field)
      .filter((keyword) => !keywords.has(keyword))
      .map(
        (keyword): Broken => [
          `${pointer}/${escaped(keyword)}`,
          `is not a keyword that schemas here use (see contracts/README.md)`,
        ],
      ),
    ...rules
      .filter(([broken]) => broken)
      .map(([, keyword, sentence]): Broken => [pointer + keyword, sentence]),
  ];
}

function refersTo({ allOf }: Json, { definitions }: Json): boolean {
  if (!Array.isArray(allOf) || allOf.length !== 1 || !isJson(allOf[0]) || !isJson(definitions)) return false;
  return Object.keys(definitions).some((name) => allOf[0].$ref === `#/definitions/${name}`);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
