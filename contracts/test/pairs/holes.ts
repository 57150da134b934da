import { type Draft, isDraft, schemasIn, wildKeywords } from "./draw-schema.ts";
import { type Gate, theGate } from "./judge.ts";

/** A gate with a deliberate hole: it compares two schemas from which the difference has been removed. */
export interface Hole {
  readonly name: string;
  readonly gate: Gate;
  /** The keyword of the hole; undefined if any pair may reveal it. */
  readonly about?: string;
}

// Otherwise it reports what the gate reports, and always something: only ajv can show that it is wrong.
const blind = (name: string, see: (before: Draft, after: Draft) => void): Hole => ({
  name,
  gate(before, after) {
    const [old, newer] = [structuredClone(before), structuredClone(after)];
    if (!isDraft(old) || !isDraft(newer)) return { refused: ["is no schema"] };
    see(old, newer);
    const verdict = theGate(old, newer);
    return verdict.refused ? verdict : { ...verdict, silent: false };
  },
});

const everywhere =
  (change: (schema: Draft) => void) =>
  (...versions: readonly Draft[]) => {
    for (const version of versions) for (const schema of schemasIn(version)) change(schema);
  };

const ignoring = (keyword: string): Hole => ({
  ...blind(
    `ignores ${keyword}`,
    everywhere((schema) => delete schema[keyword]),
  ),
  ...(keyword === "required" ? {} : { about: keyword }),
});

const limits =
  `minLength maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems
  uniqueItems required minProperties maxProperties additionalProperties`.split(/\s+/);

/** Keywords that limit nothing in draft-07: a gate that overlooks them stays silent, and no message shows it. */
const saysNothing = new Set(
  `default readOnly writeOnly $id contentEncoding contentMediaType nullable discriminator unevaluatedProperties prefixItems $defs
   minContains $anchor if then else additionalItems`.split(/\s+/),
);

/** Each is found by a message that is valid for one side only. */
export const holes: readonly Hole[] = [
  ...limits.map(ignoring),
  ...wildKeywords
    .filter((keyword) => !saysNothing.has(keyword) && !limits.includes(keyword))
    .filter((keyword) => !["items", "enum", "const", "allOf"].includes(keyword))
    .map(ignoring),
  {
    about: "type",
    ...blind(
      "takes whole numbers for numbers",
      everywhere((schema) => {
        if (schema.type === "integer") schema.type = "number";
      }),
    ),
  },
  {
    about: "type",
    ...blind(
      "overlooks null",
      everywhere((schema) => {
        if (Array.isArray(schema.type)) schema.type = schema.type.find((one) => one !== "null") ?? "string";
      }),
    ),
  },
  {
    about: "items",
    ...blind(
      "takes a tuple for a list of its first, and true and false for a list of texts",
      everywhere((schema) => {
        if (Array.isArray(schema.items)) schema.items = schema.items[0];
        if (typeof schema.items === "boolean") schema.items = { type: "string" };
      }),
    ),
  },
  {
    about: "allOf",
    ...blind(
      "overlooks what stands in an allOf",
      everywhere((schema) => delete schema.allOf),
    ),
  },
  blind("does not look where a $ref leads", (before, after) => {
    if ("definitions" in before && "definitions" in after) after.definitions = before.definitions;
  }),
  {
    name: "stays silent if the meaning is the same",
    gate(before, after) {
      const verdict = theGate(before, after);
      return verdict.refused ? verdict : { ...verdict, silent: !verdict.narrower && !verdict.wider };
    },
  },
  { name: "is asleep", gate: () => ({ narrower: false, wider: false, silent: true }) },
];
