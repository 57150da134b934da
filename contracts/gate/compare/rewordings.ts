import type { Expectation, Schema, Tree } from "../release/snapshot.ts";
import { sameButForWords } from "../schema/annotations.ts";
import { type Change, harmless } from "./change.ts";

/**
 * Files that say something else than before, of which nothing was reported so far: they say the same in other words. Nobody has to do
 * anything; but what a reader sees to differ, the gate does not pass over in silence.
 */
export function writtenOtherwise(before: Tree, after: Tree, reported: readonly Change[]): readonly Change[] {
  const isReported = ({ file }: Schema) => reported.some((one) => one.file === file);
  const schemas = [
    ...pairs(before.events, after.events, ({ type }) => type),
    ...pairs([before.envelope], [after.envelope], () => "the envelope"),
  ];
  const apis = pairs(before.apis, after.apis, ({ service }) => service);
  const changed = [
    ...schemas.filter(([old, young]) => !sameButForWords(old.schema, young.schema, "schema")),
    ...apis.filter(([old, young]) => !sameButForWords(old.schema, young.schema, "api")),
  ].filter(([old, young]) => !isReported(old) && !isReported(young));
  return [
    ...changed.map(([, { file }]) =>
      harmless(file, "", `${file} says the same in another way`, "Every message fits both, or neither."),
    ),
    ...otherDeclarations(before, after).filter((one) => !isReported({ file: one.file, schema: {} })),
  ];
}

function otherDeclarations(before: Tree, after: Tree): readonly Change[] {
  const nameOf = ({ consumer, type }: Expectation) => `${consumer} ${type}`;
  const has = (tree: Tree, one: Expectation) =>
    tree.expectations.some((other) => nameOf(other) === nameOf(one));
  const said = (one: Expectation, what: string) =>
    harmless(one.file, "", `${one.consumer} ${what} in ${one.type}`, "All of it is promised.");
  return [
    ...pairs(before.expectations, after.expectations, nameOf)
      .filter(([old, young]) => !sameButForWords(old.schema, young.schema, "schema"))
      .map(([, young]) => said(young, "relies on something else")),
    ...after.expectations
      .filter((one) => !has(before, one))
      .map((one) => said(one, "says now what it relies on")),
    ...before.expectations
      .filter((one) => !has(after, one))
      .map((one) => said(one, "says no more what it relies on")),
  ];
}

function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
): readonly (readonly [T, T])[] {
  return after.flatMap((young) => {
    const old = before.find((one) => nameOf(one) === nameOf(young));
    return old ? [[old, young] as const] : [];
  });
}
