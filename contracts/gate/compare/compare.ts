import type { Snapshot } from "../release/snapshot.ts";
import type { Change } from "./change.ts";
import { compareApis } from "./compare-apis.ts";
import { compareConsumers } from "./compare-consumers.ts";
import { compareEnvelope } from "./compare-envelope.ts";
import { compareEvents } from "./compare-events.ts";
import { rejectedGolden } from "./golden-messages.ts";
import { rewordings } from "./rewordings.ts";
import { compareTopology } from "./topology/topology.ts";
import { unmetExpectations } from "./unmet-expectations.ts";

/** Every change between two versions of the contracts, with its impact. */
export function compare(before: Snapshot, after: Snapshot): readonly Change[] {
  const changes = [
    ...compareEvents(before, after),
    ...compareEnvelope(before, after),
    ...compareApis(before, after),
    ...compareConsumers(before, after),
    ...compareTopology(before, after),
    ...unmetExpectations(after),
  ];
  const files = new Set(changes.filter(({ breaks }) => breaks.length > 0).map(({ file }) => file));
  // A golden message adds nothing about a schema that is already reported as breaking.
  const rejected = rejectedGolden(before, after).filter(
    ({ what }) => ![...files].some((file) => what.includes(file)),
  );
  const classified = [...changes, ...rejected];
  return [...classified, ...rewordings(before, after, classified)];
}
