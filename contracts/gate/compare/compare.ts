import type { Tree } from "../release/snapshot.ts";
import type { Change } from "./change.ts";
import { compareApis } from "./compare-apis.ts";
import { compareHearers } from "./compare-consumers.ts";
import { compareEnvelope } from "./compare-envelope.ts";
import { compareEvents } from "./compare-events.ts";
import { compareTopology } from "./compare-topology.ts";
import { refusedGolden } from "./golden-messages.ts";
import { writtenOtherwise } from "./rewordings.ts";
import { unpromised } from "./unmet-expectations.ts";

/** Everything that changed between two versions of the contracts, each change judged. */
export function compare(before: Tree, after: Tree): readonly Change[] {
  const changes = [
    ...compareEvents(before, after),
    ...compareEnvelope(before, after),
    ...compareApis(before, after),
    ...compareHearers(before, after),
    ...compareTopology(before, after),
    ...unpromised(after),
  ];
  const files = new Set(changes.filter(({ breaks }) => breaks.length > 0).map(({ file }) => file));
  // A schema that was found guilty already needs no witness.
  const witnesses = refusedGolden(before, after).filter(
    ({ what }) => ![...files].some((file) => what.includes(file)),
  );
  const judged = [...changes, ...witnesses];
  return [...judged, ...writtenOtherwise(before, after, judged)];
}
