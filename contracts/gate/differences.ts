import { isJson, type Json } from "../generator/contracts.ts";
import type { Difference } from "./difference.ts";
import { finiteEffect, valuesOf } from "./finite.ts";
import { fieldOf, flatten, itemsOf, type Place, same } from "./flatten.ts";
import { foundAgain } from "./found-again.ts";
import { annotations, both, limits, narrower, neither, wider } from "./keywords.ts";
import { unitsIn } from "./units.ts";

/** Everything that two schemas say differently about the messages that they allow. */
export function differences(before: Place, after: Place): readonly Difference[] {
  return foundAgain(between(before, after));
}

function between(older: Place, newer: Place): readonly Difference[] {
  const [before, after] = [flatten(older), flatten(newer)];
  const meaning = otherUnits(before, after);
  if (valuesOf(before) || valuesOf(after)) return [...meaning, ...otherValues(before, after)];
  const types = otherTypes(before, after);
  if (types.some(({ disjoint }) => disjoint)) return [...meaning, ...types];
  return [
    ...meaning,
    ...types,
    ...otherLimits(before, after),
    ...otherFields(before, after),
    ...otherItems(before, after),
    ...unknownKeywords(before, after),
  ];
}

function otherUnits(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [unitsIn(before.schema.description), unitsIn(after.schema.description)];
  if (old.length === 0 || young.length === 0 || same(old, young)) return [];
  const what = `${nameOf(after)} was counted in ${old.join(" and ")} and is now counted in ${young.join(" and ")}, by its description`;
  return [{ ...neither, kind: "meaning", ...where(after), what, meaning: true }];
}

function otherValues(before: Place, after: Place): readonly Difference[] {
  const { gone, come, ...effect } = finiteEffect(before, after);
  if (!effect.narrower && !effect.wider) return [];
  const said = [
    ...(!valuesOf(after) ? ["may now be any value that its other limits allow"] : []),
    ...(!valuesOf(before) ? [`may now be only ${listed(valuesOf(after) ?? [])}`] : []),
    ...(come.length > 0 && valuesOf(before) ? [`may now also be ${listed(come)}`] : []),
    ...(gone.length > 0 ? [`may no longer be ${listed(gone)}`] : []),
  ];
  return [{ ...effect, kind: "values", ...where(after), what: `${nameOf(after)} ${said.join(", and ")}` }];
}

const allTypes = ["string", "number", "integer", "boolean", "object", "array", "null"];

function otherTypes(before: Place, after: Place): readonly (Difference & { readonly disjoint: boolean })[] {
  const [old, young] = [typesOf(before.schema), typesOf(after.schema)];
  const covers = (types: readonly string[], one: string) =>
    types.includes(one) || (one === "integer" && types.includes("number"));
  const gone = old.filter((type) => !covers(young, type));
  const come = young.filter((type) => !covers(old, type));
  if (gone.length === 0 && come.length === 0) return [];
  const what = `${nameOf(after)} was of type ${typeNames(before.schema)} and is of type ${typeNames(after.schema)}`;
  const effect = { narrower: gone.length > 0, wider: come.length > 0 };
  const kept = old.some((type) => covers(young, type)) || young.some((type) => covers(old, type));
  return [{ ...effect, kind: "type", ...where(after), what, disjoint: !kept }];
}

function typesOf({ type }: Json): readonly string[] {
  if (type === undefined) return allTypes;
  return [type].flat().filter((one) => typeof one === "string");
}

const typeNames = (schema: Json) => (schema.type === undefined ? "anything" : typesOf(schema).join(" or "));

function otherLimits(before: Place, after: Place): readonly Difference[] {
  return limits.flatMap(({ keyword, words, effect }): Difference[] => {
    const [old, young] = [before.schema[keyword], after.schema[keyword]];
    if (same(old, young)) return [];
    const change =
      old === undefined
        ? `has a ${words} now: ${JSON.stringify(young)}`
        : young === undefined
          ? `has no ${words} any more (it was ${JSON.stringify(old)})`
          : `has another ${words}: ${JSON.stringify(young)} instead of ${JSON.stringify(old)}`;
    const { pointer, path } = where(after);
    const at = young === undefined ? pointer : `${pointer}/${keyword}`;
    return [{ ...effect(old, young), kind: "limit", path, pointer: at, what: `${nameOf(after)} ${change}` }];
  });
}

function otherFields(before: Place, after: Place): readonly Difference[] {
  const names = new Set([...namesIn(before.schema), ...namesIn(after.schema)]);
  return [...otherRest(before, after), ...[...names].flatMap((name) => otherField(before, after, name))];
}

function otherField(before: Place, after: Place, name: string): readonly Difference[] {
  const [old, young] = [fieldOf(before, name), fieldOf(after, name)];
  const [was, is] = [requires(before.schema, name), requires(after.schema, name)];
  if (old && !young) {
    const what = `${nameOf(old)} was removed (it was ${was ? "required" : "optional"})`;
    const effect = isClosed(after.schema) ? both : wider;
    return [{ ...effect, kind: "removed", ...where(old), what, field: old }];
  }
  if (!old && young) {
    const what = `${nameOf(young)} is new and ${is ? "required" : "optional"}`;
    const kind = is ? "added-required" : "added-optional";
    return [{ ...(is ? narrower : neither), kind, ...where(young), what, field: young }];
  }
  const place = young ?? { ...after, path: `${after.path}/${name}` };
  const need: Difference[] =
    was === is
      ? []
      : is
        ? [
            {
              ...narrower,
              kind: "made-required",
              ...where(place),
              what: `${nameOf(place)} was optional and is required`,
            },
          ]
        : [
            {
              ...wider,
              kind: "made-optional",
              ...where(place),
              what: `${nameOf(place)} was required and is optional`,
            },
          ];
  return old && young ? [...need, ...between(old, young)] : need;
}

// Readers are tolerant: that more fields may come changes nothing for them; that no more may come, does.
function otherRest(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [
    before.schema.additionalProperties ?? true,
    after.schema.additionalProperties ?? true,
  ];
  if (same(old, young)) return [];
  const what = `${nameOf(after)} ${young === false ? "allows no field any more that is not listed" : young === true ? "allows fields now that are not listed" : "has another rule for fields that are not listed"}`;
  const kind = young === true ? "opened" : "closed";
  return [{ ...(young === true ? neither : narrower), kind, ...where(after), what }];
}

function otherItems(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [itemsOf(before), itemsOf(after)];
  if (old && young) return between(old, young);
  if (!old && !young) return [];
  const what = `the items of ${nameOf(after)} ${young ? "have a schema now" : "may be anything now"}`;
  return [{ ...(young ? narrower : wider), kind: "type", ...where(after), what }];
}

const compared = new Set([
  ...limits.map(({ keyword }) => keyword),
  ..."type enum required properties additionalProperties items".split(" "),
]);

function unknownKeywords(before: Place, after: Place): readonly Difference[] {
  const keywords = new Set([...Object.keys(before.schema), ...Object.keys(after.schema)]);
  return [...keywords]
    .filter((one) => !compared.has(one) && !annotations.has(one) && !one.startsWith("x-"))
    .filter((one) => !same(before.schema[one], after.schema[one]))
    .map((one) => ({
      ...both,
      kind: "unknown",
      ...where(after),
      what: `${nameOf(after)} says something else with "${one}", which cannot be compared and so counts as both narrower and wider`,
    }));
}

const where = ({ path, pointer }: Place) => ({ path, pointer });
const nameOf = ({ path }: Place) => path || "the whole";
const listed = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
const isClosed = ({ additionalProperties }: Json) => additionalProperties === false;
const requires = ({ required }: Json, name: string) => Array.isArray(required) && required.includes(name);

function namesIn({ properties, required }: Json): readonly string[] {
  const needed = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  return [...Object.keys(isJson(properties) ? properties : {}), ...needed];
}
