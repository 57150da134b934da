import { asList, asObject, type Json } from "../../generator/contracts.ts";
import { BadInput } from "./bad-input.ts";
import type { Difference, Kind } from "./difference.ts";
import { enumerationEffect, valuesOf } from "./enumerations.ts";
import { fieldOf, flatten, itemsOf, type Place, same } from "./flatten.ts";
import { annotations } from "./keywords.ts";
import { both, type Effect, limits, narrower, neither, wider } from "./limits.ts";
import { pairMovedFields } from "./moved-fields.ts";
import { unitsIn } from "./units.ts";
import { subjectKeyword } from "./vocabulary.ts";

/** The differences between two schemas: what they allow and what it means. */
export function differences(before: Place, after: Place): readonly Difference[] {
  return pairMovedFields(differencesBetween(before, after));
}

function differencesBetween(older: Place, newer: Place): readonly Difference[] {
  const [before, after] = [flatten(older), flatten(newer)];
  for (const place of [before, after]) assertComparable(place);
  const meaning = [...unitDifferences(before, after), ...defaultDifferences(before, after)];
  if (valuesOf(before) || valuesOf(after)) return [...meaning, ...valueDifferences(before, after)];
  const types = typeDifferences(before, after);
  if (types.some(({ disjoint }) => disjoint)) return [...meaning, ...types];
  return [
    ...meaning,
    ...types,
    ...limitDifferences(before, after),
    ...fieldsDifferences(before, after),
    ...itemDifferences(before, after),
  ];
}

function unitDifferences(before: Place, after: Place): readonly Difference[] {
  const [old, newer] = [unitsIn(before.schema.description), unitsIn(after.schema.description)];
  if (old.length === 0 || newer.length === 0 || same(old, newer)) return [];
  const what = `the unit of ${nameOf(after)} changed from ${old.join(" and ")} to ${newer.join(" and ")}, by its description`;
  return [{ ...difference("meaning", after, neither, what), meaning: true }];
}

// A client that omits the field gets another result.
function defaultDifferences(before: Place, after: Place): readonly Difference[] {
  const [old, newer] = [before.schema.default, after.schema.default];
  if (same(old, newer)) return [];
  const label = (value: unknown) => (value === undefined ? "none" : JSON.stringify(value));
  const what = `the default of ${nameOf(after)} changed from ${label(old)} to ${label(newer)}`;
  return [{ ...difference("meaning", after, neither, what), meaning: true }];
}

function valueDifferences(before: Place, after: Place): readonly Difference[] {
  const { removed, added, ...effect } = enumerationEffect(before, after);
  if (!effect.narrower && !effect.wider) return [];
  const parts = [
    ...(!valuesOf(after) ? ["is no longer restricted to a list of values"] : []),
    ...(!valuesOf(before) ? [`may now only be ${listed(valuesOf(after) ?? [])}`] : []),
    ...(added.length > 0 && valuesOf(before) ? [`may now also be ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`may no longer be ${listed(removed)}`] : []),
  ];
  return [difference("values", after, effect, `${nameOf(after)} ${parts.join(", and ")}`)];
}

function typeDifferences(
  before: Place,
  after: Place,
): readonly (Difference & { readonly disjoint: boolean })[] {
  const [old, newer] = [typesOf(before.schema), typesOf(after.schema)];
  const covers = (types: readonly string[], one: string) =>
    types.includes(one) || (one === "integer" && types.includes("number"));
  const removed = old.filter((type) => !covers(newer, type));
  const added = newer.filter((type) => !covers(old, type));
  if (removed.length === 0 && added.length === 0) return [];
  const what = `the type of ${nameOf(after)} changed from ${typeNames(before.schema)} to ${typeNames(after.schema)}`;
  const effect = { narrower: removed.length > 0, wider: added.length > 0 };
  const real = (types: readonly string[]) => types.filter((one) => one !== "null");
  const kept = real(old).some((one) => covers(newer, one)) || real(newer).some((one) => covers(old, one));
  return [{ ...difference("type", after, effect, what), disjoint: !kept }];
}

const typesOf = ({ type }: Json): readonly string[] => [type].flat().filter((one) => typeof one === "string");

const typeNames = (schema: Json) => typesOf(schema).join(" or ");

function limitDifferences(before: Place, after: Place): readonly Difference[] {
  return limits.flatMap(({ keyword, label, effect }): Difference[] => {
    const [old, newer] = [before.schema[keyword], after.schema[keyword]];
    if (same(old, newer)) return [];
    const change =
      old === undefined
        ? `now has a ${label}: ${JSON.stringify(newer)}`
        : newer === undefined
          ? `no longer has a ${label} (it was ${JSON.stringify(old)})`
          : `has a different ${label}: ${JSON.stringify(newer)} instead of ${JSON.stringify(old)}`;
    const at = newer === undefined ? after : { ...after, pointer: `${after.pointer}/${keyword}` };
    return [difference("limit", at, effect(old, newer), `${nameOf(after)} ${change}`)];
  });
}

function fieldsDifferences(before: Place, after: Place): readonly Difference[] {
  const names = new Set([...namesIn(before.schema), ...namesIn(after.schema)]);
  return [
    ...unlistedFieldsDifference(before, after),
    ...[...names].flatMap((name) => fieldDifferences(before, after, name)),
  ];
}

function fieldDifferences(before: Place, after: Place, name: string): readonly Difference[] {
  const [old, newer] = [fieldOf(before, name), fieldOf(after, name)];
  const [was, is] = [requires(before.schema, name), requires(after.schema, name)];
  if (old && !newer) {
    const what = `${nameOf(old)} was removed (it was ${was ? "required" : "optional"})`;
    const effect = isClosed(after.schema) ? both : wider;
    return [{ ...difference("removed", old, effect, what), field: old }];
  }
  if (!old && newer) {
    const what = `${nameOf(newer)} is new and ${is ? "required" : "optional"}`;
    const kind = is ? "added-required" : "added-optional";
    // An object that allowed any field may already have this one with another type; a closed object rejected
    // it.
    const effect = { narrower: is || isFree(before.schema), wider: isClosed(before.schema) };
    return [{ ...difference(kind, newer, effect, what), field: newer }];
  }
  const place = newer ?? { ...after, path: `${after.path}/${name}` };
  return [...needDifference(place, was, is), ...(old && newer ? differencesBetween(old, newer) : [])];
}

function needDifference(field: Place, was: boolean, is: boolean): readonly Difference[] {
  if (was === is) return [];
  return is
    ? [difference("made-required", field, narrower, `${nameOf(field)} was optional and is now required`)]
    : [difference("made-optional", field, wider, `${nameOf(field)} was required and is now optional`)];
}

// Unlisted fields concern consumers that reject them, and producers that may no longer send them.
function unlistedFieldsDifference(before: Place, after: Place): readonly Difference[] {
  const [was, is] = [isClosed(before.schema), isClosed(after.schema)];
  if (was === is) return [];
  const what = `${nameOf(after)} ${is ? "no longer allows unlisted fields" : "now allows unlisted fields"}`;
  return [difference(is ? "closed" : "opened", after, is ? narrower : wider, what)];
}

function itemDifferences(before: Place, after: Place): readonly Difference[] {
  const [old, newer] = [itemsOf(before), itemsOf(after)];
  return old && newer ? differencesBetween(old, newer) : [];
}

const compared = new Set([
  ...limits.map(({ keyword }) => keyword),
  ..."type enum required properties additionalProperties items default".split(" "),
  ..."$schema definitions".split(" "),
  subjectKeyword,
  ...annotations,
]);

// Files were checked against the vocabulary when they were read; this guard keeps an overlooked keyword from
// passing unreported.
function assertComparable({ schema, file, pointer }: Place): void {
  const unknown = Object.keys(schema).find((key) => !compared.has(key));
  if (unknown === undefined && (schema.type !== undefined || schema.enum !== undefined)) return;
  throw new BadInput(
    `${file}#${pointer}/${unknown ?? "type"}: the gate cannot compare this keyword: see contracts/gate/schema/keywords.ts.`,
  );
}

function difference(
  kind: Kind,
  { path, pointer }: Place,
  { narrower, wider }: Effect,
  what: string,
): Difference {
  return { kind, path, pointer, narrower, wider, what };
}

const nameOf = ({ path }: Place) => path || "the root";
const listed = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
const isClosed = ({ additionalProperties }: Json) => additionalProperties === false;
const isFree = (schema: Json) => !isClosed(schema) && namesIn(schema).length === 0;
const requires = ({ required }: Json, name: string) => Array.isArray(required) && required.includes(name);

function namesIn({ properties, required }: Json): readonly string[] {
  const needed = asList(required).filter((name) => typeof name === "string");
  return [...Object.keys(asObject(properties)), ...needed];
}
