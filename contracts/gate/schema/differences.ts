import { isJson, type Json } from "../../generator/contracts.ts";
import { BadInput } from "./bad-input.ts";
import type { Difference } from "./difference.ts";
import { finiteEffect, valuesOf } from "./enumerations.ts";
import { fieldOf, flatten, itemsOf, type Place, same } from "./flatten.ts";
import { both, limits, narrower, neither, wider } from "./limits.ts";
import { foundAgain } from "./moved-fields.ts";
import { unitsIn } from "./units.ts";
import { annotations, subjectKeyword } from "./vocabulary.ts";

/** Everything that two schemas say differently about the messages that they allow. */
export function differences(before: Place, after: Place): readonly Difference[] {
  return foundAgain(between(before, after));
}

function between(older: Place, newer: Place): readonly Difference[] {
  const [before, after] = [flatten(older), flatten(newer)];
  for (const place of [before, after]) mustBeComparable(place);
  const meaning = [...otherUnits(before, after), ...otherDefault(before, after)];
  if (valuesOf(before) || valuesOf(after)) return [...meaning, ...otherValues(before, after)];
  const types = otherTypes(before, after);
  if (types.some(({ disjoint }) => disjoint)) return [...meaning, ...types];
  return [
    ...meaning,
    ...types,
    ...otherLimits(before, after),
    ...otherFields(before, after),
    ...otherItems(before, after),
  ];
}

function otherUnits(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [unitsIn(before.schema.description), unitsIn(after.schema.description)];
  if (old.length === 0 || young.length === 0 || same(old, young)) return [];
  const what = `${nameOf(after)} was counted in ${old.join(" and ")} and is now counted in ${young.join(" and ")}, by its description`;
  return [{ ...neither, kind: "meaning", ...where(after), what, meaning: true }];
}

// Who leaves it out gets something else, or is given something else.
function otherDefault(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [before.schema.default, after.schema.default];
  if (same(old, young)) return [];
  const said = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  const what = `where ${nameOf(after)} is left out, ${said(young)} is assumed and no longer ${said(old)}`;
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

function otherTypes(before: Place, after: Place): readonly (Difference & { readonly disjoint: boolean })[] {
  const [old, young] = [typesOf(before.schema), typesOf(after.schema)];
  const covers = (types: readonly string[], one: string) =>
    types.includes(one) || (one === "integer" && types.includes("number"));
  const gone = old.filter((type) => !covers(young, type));
  const come = young.filter((type) => !covers(old, type));
  if (gone.length === 0 && come.length === 0) return [];
  const what = `${nameOf(after)} was of type ${typeNames(before.schema)} and is of type ${typeNames(after.schema)}`;
  const effect = { narrower: gone.length > 0, wider: come.length > 0 };
  const real = (types: readonly string[]) => types.filter((one) => one !== "null");
  const kept = real(old).some((one) => covers(young, one)) || real(young).some((one) => covers(old, one));
  return [{ ...effect, kind: "type", ...where(after), what, disjoint: !kept }];
}

const typesOf = ({ type }: Json): readonly string[] => [type].flat().filter((one) => typeof one === "string");

const typeNames = (schema: Json) => typesOf(schema).join(" or ");

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
    // Where anything could be, this could be too, and of another kind; where nothing could be, it is refused.
    const effect = { narrower: is || isFree(before.schema), wider: isClosed(before.schema) };
    return [{ ...effect, kind, ...where(young), what, field: young }];
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

// Readers who are tolerant do not care that more fields may come; those who refuse unknown ones do, and so do writers when no more may come.
function otherRest(before: Place, after: Place): readonly Difference[] {
  const [was, is] = [isClosed(before.schema), isClosed(after.schema)];
  if (was === is) return [];
  const what = `${nameOf(after)} ${is ? "allows no field any more that is not listed" : "allows fields now that are not listed"}`;
  return [{ ...(is ? narrower : wider), kind: is ? "closed" : "opened", ...where(after), what }];
}

function otherItems(before: Place, after: Place): readonly Difference[] {
  const [old, young] = [itemsOf(before), itemsOf(after)];
  return old && young ? between(old, young) : [];
}

const compared = new Set([
  ...limits.map(({ keyword }) => keyword),
  ..."type enum required properties additionalProperties items default".split(" "),
  ..."$schema definitions".split(" "),
  subjectKeyword,
  ...annotations,
]);

// Files are held against the vocabulary when they are read: whatever comes here and is not compared would pass in silence.
function mustBeComparable({ schema, file, pointer }: Place): void {
  const unknown = Object.keys(schema).find((key) => !compared.has(key));
  if (unknown === undefined && (schema.type !== undefined || schema.enum !== undefined)) return;
  throw new BadInput(`${file}#${pointer}/${unknown ?? "type"}: cannot be compared.`);
}

const where = ({ path, pointer }: Place) => ({ path, pointer });
const nameOf = ({ path }: Place) => path || "the whole";
const listed = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
const isClosed = ({ additionalProperties }: Json) => additionalProperties === false;
const isFree = (schema: Json) => !isClosed(schema) && namesIn(schema).length === 0;
const requires = ({ required }: Json, name: string) => Array.isArray(required) && required.includes(name);

function namesIn({ properties, required }: Json): readonly string[] {
  const needed = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  return [...Object.keys(isJson(properties) ? properties : {}), ...needed];
}
