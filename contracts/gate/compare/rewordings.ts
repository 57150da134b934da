import type { Expectation, Schema, Snapshot } from "../release/snapshot.ts";
import { equalExceptAnnotations } from "../schema/annotations.ts";
import { type Change, compatible } from "./change.ts";

/**
 * Changed files with no other reported change: they are written differently and mean the same. No action is
 * needed, but the gate reports every change that a reviewer sees.
 */
export function rewordings(
  before: Snapshot,
  after: Snapshot,
  reported: readonly Change[],
): readonly Change[] {
  const isReported = ({ file }: Schema) => reported.some((one) => one.file === file);
  const schemas = [
    ...pairs(before.events, after.events, ({ type }) => type),
    ...pairs([before.envelope], [after.envelope], () => "the envelope"),
  ];
  const apis = pairs(before.apis, after.apis, ({ service }) => service);
  const changed = [
    ...schemas.filter(([old, newer]) => !equalExceptAnnotations(old.schema, newer.schema, "schema")),
    ...apis.filter(([old, newer]) => !equalExceptAnnotations(old.schema, newer.schema, "api")),
  ].filter(([old, newer]) => !isReported(old) && !isReported(newer));
  return [
    ...changed.map(([, { file }]) =>
      compatible(
        { file },
        `${file} is written differently and means the same`,
        "Both versions accept the same messages.",
      ),
    ),
    ...changedExpectations(before, after).filter((one) => !isReported({ file: one.file, schema: {} })),
  ];
}

function changedExpectations(before: Snapshot, after: Snapshot): readonly Change[] {
  const nameOf = ({ consumer, type }: Expectation) => `${consumer} ${type}`;
  const has = (tree: Snapshot, one: Expectation) =>
    tree.expectations.some((other) => nameOf(other) === nameOf(one));
  const report = (one: Expectation, what: string) =>
    compatible(
      one,
      `${one.consumer} ${what} in ${one.type}`,
      "The event's schema guarantees everything it relies on.",
    );
  return [
    ...pairs(before.expectations, after.expectations, nameOf)
      .filter(([old, newer]) => !equalExceptAnnotations(old.schema, newer.schema, "schema"))
      .map(([, newer]) => report(newer, "changed what it relies on")),
    ...after.expectations
      .filter((one) => !has(before, one))
      .map((one) => report(one, "now declares what it relies on")),
    ...before.expectations
      .filter((one) => !has(after, one))
      .map((one) => report(one, "no longer declares what it relies on")),
  ];
}

function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
): readonly (readonly [T, T])[] {
  return after.flatMap((newer) => {
    const old = before.find((one) => nameOf(one) === nameOf(newer));
    return old ? [[old, newer] as const] : [];
  });
}
