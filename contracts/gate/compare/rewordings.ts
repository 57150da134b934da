import type { Expectation, Schema, Snapshot } from "../release/snapshot.ts";
import { equalExceptAnnotations } from "../schema/annotations.ts";
import { type Change, compatible } from "./change.ts";
import { added, byName, kept, removed } from "./matched.ts";

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
  const schemas = [...kept(eventsOf(before), eventsOf(after)), [before.envelope, after.envelope] as const];
  const apis = kept(apisOf(before), apisOf(after));
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

const eventsOf = ({ events }: Snapshot) => byName(events, ({ type }) => type);
const apisOf = ({ apis }: Snapshot) => byName(apis, ({ service }) => service);
const expectationsOf = ({ expectations }: Snapshot) =>
  byName(expectations, ({ consumer, type }) => `${consumer} ${type}`);

function changedExpectations(before: Snapshot, after: Snapshot): readonly Change[] {
  const [old, newer] = [expectationsOf(before), expectationsOf(after)];
  const report = (one: Expectation, what: string) =>
    compatible(
      one,
      `${one.consumer} ${what} in ${one.type}`,
      "The event's schema guarantees everything it relies on.",
    );
  return [
    ...kept(old, newer)
      .filter(([was, is]) => !equalExceptAnnotations(was.schema, is.schema, "schema"))
      .map(([, is]) => report(is, "changed what it relies on")),
    ...added(old, newer).map((one) => report(one, "now declares what it relies on")),
    ...removed(old, newer).map((one) => report(one, "no longer declares what it relies on")),
  ];
}
